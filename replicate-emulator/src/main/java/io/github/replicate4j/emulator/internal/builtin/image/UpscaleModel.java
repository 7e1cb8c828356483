/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.image;

import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.flag;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.number;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.requiredFile;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.picture.InputPicture;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The built-in upscaling model.
 */
final class UpscaleModel {

    // From the error message of the model on Replicate.
    private static final long MAX_PIXELS = 2_096_704;

    private static final long MAX_OUTPUT_PIXELS = 4_096 * 4_096;

    private static final double DEFAULT_SCALE = 4;

    private UpscaleModel() {}

    static ModelDefinition definition() {
        return ModelDefinition.named("nightmareai/real-esrgan", Instant.parse("2024-08-01T00:00:00Z"))
                .withCard(card -> card.withDetail("description", "Scales a picture up")
                        .withTags("image", "upscaling", "super-resolution"))
                .withVersion("f121d640bd286e1fdc67f9799164c1d5be36ff74576ee11c803ae5b665dd46aa")
                .withOutput(OutputType.FILE)
                .withInput(requiredFile("image"))
                .withInput(number("scale", DEFAULT_SCALE, 0, 10))
                .withInput(flag("face_enhance", false))
                .withBehavior(UpscaleModel::upscale);
    }

    private static void upscale(Map<String, Object> values, ModelScript script) {
        ModelInput input = new ModelInput(values);
        Duration boot = Duration.ofMillis(300);
        InputPicture picture;
        PictureSize size;
        try {
            picture = InputPicture.read(script.inputFile(input.get("image")));
            size = scaled(picture, input.number("scale", DEFAULT_SCALE));
        } catch (IllegalArgumentException ex) {
            script.boot(boot).fail(String.valueOf(ex.getMessage()));
            return;
        }
        script.boot(boot)
                .pause(Duration.ofMillis(800))
                .outputSingleFile(() -> picture.png(size), "png")
                .succeed();
    }

    private static PictureSize scaled(InputPicture picture, double scale) {
        long pixels = (long) picture.width() * picture.height();
        if (pixels > MAX_PIXELS) {
            throw new IllegalArgumentException("Input image of dimensions (" + picture.height() + ", "
                    + picture.width() + ", 3) has a total number of pixels " + pixels
                    + " greater than the max size that fits in GPU memory on this hardware, " + MAX_PIXELS
                    + ". Resize input image and try again.");
        }
        PictureSize size = new PictureSize((int) Math.max(1, Math.round(picture.width() * scale)), (int)
                Math.max(1, Math.round(picture.height() * scale)));
        if ((long) size.width() * size.height() > MAX_OUTPUT_PIXELS) {
            throw new IllegalArgumentException("The emulator creates pictures of at most " + MAX_OUTPUT_PIXELS
                    + " pixels, but " + size.width() + " x " + size.height() + " were requested: use a smaller scale");
        }
        return size;
    }
}
