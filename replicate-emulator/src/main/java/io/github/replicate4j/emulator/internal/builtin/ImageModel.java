/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin;

import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.internal.script.ProgressBar;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The built-in image model, which draws a landscape for each prompt.
 */
public final class ImageModel {

    static final String NAME = "black-forest-labs/flux-schnell";

    static final List<String> ASPECT_RATIOS =
            List.of("1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16", "9:21");

    static final double SIDE = 768;

    static final int STEPS = 4;

    static final Duration BOOT = Duration.ofMillis(400);

    private static final Duration WORK = Duration.ofMillis(1_600);

    private ImageModel() {}

    static ModelDefinition definition() {
        return ModelDefinition.named(NAME, Instant.parse("2024-07-30T00:32:11.473557Z"))
                .asOfficial()
                .streaming()
                .withCard(
                        card -> card.withDetail("description", "An image model that draws a landscape for each prompt")
                                .withDetail("license_url", "https://huggingface.co/black-forest-labs/FLUX.1-schnell")
                                .withDetail("readme", "# Landscapes\n\nThe same prompt is always the same picture.\n")
                                .withTags("image", "text-to-image")
                                .withAdditionalRuns(7_654_321))
                .withExample(
                        Map.of("prompt", "a lighthouse"), List.of("https://replicate.delivery/example/lighthouse.png"))
                .withOutput(OutputType.FILES)
                .withInput(InputField.required("prompt", InputType.STRING))
                .withInput(InputField.optional("aspect_ratio", InputType.STRING)
                        .oneOf(ASPECT_RATIOS)
                        .byDefault("1:1"))
                .withInput(InputField.optional("num_outputs", InputType.INTEGER)
                        .between(1, 4)
                        .byDefault(1))
                .withInput(InputField.optional("num_inference_steps", InputType.INTEGER)
                        .between(1, 4))
                .withInput(InputField.optional("seed", InputType.INTEGER))
                .withInput(
                        InputField.optional("output_format", InputType.STRING).oneOf("webp", "jpg", "png"))
                .withInput(
                        InputField.optional("output_quality", InputType.INTEGER).between(0, 100))
                .withInput(InputField.optional("disable_safety_checker", InputType.BOOLEAN))
                .withInput(InputField.optional("go_fast", InputType.BOOLEAN))
                .withInput(InputField.optional("megapixels", InputType.STRING).oneOf("1", "0.25"))
                .withBehavior(ImageModel::draw);
    }

    private static void draw(Map<String, Object> input, ModelScript script) {
        String prompt = String.valueOf(input.get("prompt"));
        long seed = seed(input);
        int pictures = integer(input, "num_outputs", 1);
        double side = "0.25".equals(input.get("megapixels")) ? SIDE / 2 : SIDE;
        PictureSize size = PictureSize.of(aspectRatio(input.getOrDefault("aspect_ratio", "1:1")), side);
        work(input, integer(input, "num_inference_steps", STEPS), script);
        for (int i = 0; i < pictures; i++) {
            long variant = seed + i;
            script.outputFile(() -> new Picture(prompt, variant, size).png(), "png");
        }
        script.metric("image_count", pictures).succeed();
    }

    /**
     * Draw a picture.
     *
     * @param seed the seed, or null for a seed that depends on the prompt only
     */
    public static byte[] png(String prompt, @Nullable Integer seed, String aspectRatio) {
        PictureSize size = PictureSize.of(aspectRatio(aspectRatio), SIDE);
        return new Picture(prompt, seed == null ? VersionId.hash(prompt) : seed, size).png();
    }

    /** Return the given seed, or a seed that depends on the prompt only. */
    static long seed(Map<String, Object> input) {
        return input.get("seed") instanceof Number number
                ? number.longValue()
                : VersionId.hash(String.valueOf(input.get("prompt")));
    }

    /** Parse an aspect ratio: the width divided by the height. */
    public static double aspectRatio(Object text) {
        String[] ratio = text.toString().split(":");
        return Double.parseDouble(ratio[0]) / Double.parseDouble(ratio[1]);
    }

    /** Take some time and log the progress. */
    static void work(Map<String, Object> input, int steps, ModelScript script) {
        script.boot(BOOT).log("Using seed: " + seed(input)).log(ProgressBar.line(0, steps, 1));
        Duration each = WORK.dividedBy(steps);
        for (int step = 1; step <= steps; step++) {
            script.pause(each).log(ProgressBar.line(step, steps, 1e9 / each.toNanos()));
        }
        if (input.get("output_format") instanceof String format && !format.equals("png")) {
            script.log("The emulator produces PNG, not " + format);
        }
    }

    private static int integer(Map<String, Object> input, String name, int defaultValue) {
        return input.get(name) instanceof Number number ? number.intValue() : defaultValue;
    }
}
