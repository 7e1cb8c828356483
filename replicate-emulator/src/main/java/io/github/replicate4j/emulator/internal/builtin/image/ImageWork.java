/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.image;

import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.internal.script.ProgressBar;
import io.github.replicate4j.emulator.model.ModelScript;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What all image models have in common.
 */
final class ImageWork {

    static final List<String> ASPECT_RATIOS =
            List.of("1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16", "9:21");

    static final double SIDE = 768;

    static final int STEPS = 4;

    static final Duration BOOT = Duration.ofMillis(400);

    private static final Duration WORK = Duration.ofMillis(1_600);

    private ImageWork() {}

    /** Return the given seed, or a seed that depends on the prompt only. */
    static long seed(Map<String, Object> input) {
        return seed(input, String.valueOf(input.get("prompt")));
    }

    static long seed(Map<String, Object> input, String prompt) {
        return input.get("seed") instanceof Number number ? number.longValue() : VersionId.hash(prompt);
    }

    /** Parse an aspect ratio: the width divided by the height. */
    static double aspectRatio(Object text) {
        String[] ratio = text.toString().split(":");
        return Double.parseDouble(ratio[0]) / Double.parseDouble(ratio[1]);
    }

    /** Take some time and log the progress. */
    static void run(Map<String, Object> input, long seed, int steps, ModelScript script) {
        script.boot(BOOT).log("Using seed: " + seed).log(ProgressBar.line(0, steps, 1));
        Duration each = WORK.dividedBy(steps);
        for (int step = 1; step <= steps; step++) {
            script.pause(each).log(ProgressBar.line(step, steps, 1e9 / each.toNanos()));
        }
        if (input.get("output_format") instanceof String format && !format.equals("png")) {
            script.log("The emulator produces PNG, not " + format);
        }
    }
}
