/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.run.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The code of {@code docs/running-models.md}. */
class RunningModels {

    private final Replicate replicate;

    RunningModels(Replicate replicate) {
        this.replicate = replicate;
    }

    String text() {
        String haiku = replicate
                .run("meta/meta-llama-3-8b-instruct", Map.of("prompt", "A haiku about Java"))
                .text();
        return haiku;
    }

    record Picture(String prompt, String aspectRatio, String outputFormat) {}

    List<FileOutput> record() {
        Output output =
                replicate.run("black-forest-labs/flux-schnell", new Picture("a lighthouse at dusk", "16:9", "png"));
        return output.files();
    }

    Path save(Path folder) {
        Path poster = replicate
                .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse at dusk"))
                .file()
                .saveTo(folder.resolve("poster.png"));
        return poster;
    }

    Output limited() {
        Output output = replicate.run(run -> run.model("black-forest-labs/flux-schnell")
                .input(Map.of("prompt", "a lighthouse at dusk"))
                .timeout(Duration.ofMinutes(2)));
        return output;
    }

    List<String> progress() {
        List<String> shown = new ArrayList<>();
        Output output = replicate.run(run -> run.model("black-forest-labs/flux-schnell")
                .input("prompt", "a lighthouse at dusk")
                .onProgress(prediction -> shown.add(prediction.status() + " " + prediction.progress())));
        assert output.prediction().succeeded();
        return shown;
    }
}
