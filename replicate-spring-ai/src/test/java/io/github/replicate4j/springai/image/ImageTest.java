/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.springai.EmulatorTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.ai.image.ImagePrompt;

/** Calls image models on the emulator. */
abstract class ImageTest extends EmulatorTest {

    static final byte[] PNG = "not really a picture".getBytes(StandardCharsets.UTF_8);

    ReplicateImageModel model(String name) {
        return model(name, options -> options);
    }

    ReplicateImageModel model(String name, UnaryOperator<ReplicateImageOptions.Builder> options) {
        return ReplicateImageModel.builder()
                .replicate(this.replicate)
                .options(options.apply(ReplicateImageOptions.builder().model(name))
                        .build())
                .build();
    }

    /** Make a model create files immediately. Its inputs stay as they are. */
    void respond(String name, int count) {
        this.emulator.model(name).respond(script -> {
            for (int i = 0; i < count; i++) {
                script.outputFile(PNG, "png");
            }
            script.metric("image_count", count);
        });
    }

    void respondSingle(String name) {
        this.emulator.model(name).respond(script -> script.outputSingleFile(PNG, "png"));
    }

    void rejected(ReplicateImageModel model, ImagePrompt prompt, String... message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.call(prompt))
                .withMessageContainingAll(message);
        assertThat(creates()).isZero();
    }

    static List<String> models() {
        return List.of(
                "black-forest-labs/flux-schnell",
                "black-forest-labs/flux-dev",
                "black-forest-labs/flux-1.1-pro",
                "black-forest-labs/flux-1.1-pro-ultra",
                "black-forest-labs/flux-fill-pro",
                "black-forest-labs/flux-2-pro",
                "recraft-ai/recraft-v3",
                "ideogram-ai/ideogram-v2",
                "stability-ai/stable-diffusion-3.5-large",
                "stability-ai/sdxl",
                "bytedance/sdxl-lightning-4step",
                "google/gemini-2.5-flash-image",
                "google/imagen-4-ultra",
                "openai/gpt-image-1");
    }
}
