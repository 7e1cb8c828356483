/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.image;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.picture.InputPicture;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureEdit;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Draws pictures for the inputs of any image model, or edits the picture in the input.
 *
 * @param defaultPrompt the prompt if none is given
 * @param list whether the output is a list
 */
record Drawing(String defaultPrompt, boolean list) {

    private static final double SMALL_SIDE = ImageWork.SIDE / 2;

    private static final List<String> PICTURES =
            List.of("image", "image_prompt", "input_image", "image_input", "input_images");

    private static final Pattern RATIO = Pattern.compile("\\d{1,2}:\\d{1,2}");

    private static final Pattern PIXELS = Pattern.compile("(\\d{2,4})x(\\d{2,4})");

    private static final int MOST_STEPS = 50;

    private static final int LEAST_SIDE = 16;

    private static final int MOST_SIDE = 2_048;

    private static final Pattern UNSAFE = Pattern.compile("\\bnsfw\\b", Pattern.CASE_INSENSITIVE);

    private static final String UNSAFE_MESSAGE =
            "NSFW content detected. Try running it again, or try a different prompt.";

    void run(Map<String, Object> values, ModelScript script) {
        ModelInput input = new ModelInput(values);
        String prompt = input.text("prompt", this.defaultPrompt);
        InputPicture given;
        try {
            given = given(input, script);
        } catch (IllegalArgumentException ex) {
            script.boot(ImageWork.BOOT).fail(String.valueOf(ex.getMessage()));
            return;
        }
        int steps = input.has("num_inference_steps") ? input.integer("num_inference_steps", 0) : ImageWork.STEPS;
        long seed = ImageWork.seed(values, prompt);
        ImageWork.run(values, seed, Math.max(1, Math.min(steps, MOST_STEPS)), script);
        if (UNSAFE.matcher(prompt).find() && !input.flag("disable_safety_checker", false)) {
            script.fail(UNSAFE_MESSAGE);
            return;
        }
        PictureSize size = size(input, given);
        int count = this.list ? input.integer("num_outputs", input.integer("number_of_images", 1)) : 1;
        for (int i = 0; i < count; i++) {
            Supplier<byte[]> picture = picture(prompt, seed + i, size, given);
            if (this.list) {
                script.outputFile(picture, "png");
            } else {
                script.outputSingleFile(picture, "png");
            }
        }
        script.metric("image_count", count).succeed();
    }

    private static Supplier<byte[]> picture(String prompt, long seed, PictureSize size, @Nullable InputPicture given) {
        return given == null ? new Picture(prompt, seed, size)::png : new PictureEdit(given, prompt, seed, size)::png;
    }

    /** Return the first picture in the input, or null. */
    private static @Nullable InputPicture given(ModelInput input, ModelScript script) {
        for (String name : PICTURES) {
            Object value = input.get(name);
            Object first = value instanceof List<?> files ? (files.isEmpty() ? null : files.get(0)) : value;
            if (first != null) {
                try {
                    return InputPicture.read(script.inputFile(first));
                } catch (IllegalArgumentException ex) {
                    throw new IllegalArgumentException(name + ": " + ex.getMessage(), ex);
                }
            }
        }
        return null;
    }

    private static PictureSize size(ModelInput input, @Nullable InputPicture given) {
        if (input.has("width") && input.has("height")) {
            return pixels(input.integer("width", 0), input.integer("height", 0));
        }
        Matcher pixels = PIXELS.matcher(input.firstText("size", "resolution"));
        if (pixels.matches()) {
            return pixels(Integer.parseInt(pixels.group(1)), Integer.parseInt(pixels.group(2)));
        }
        double side = input.text("megapixels").equals("0.25") ? SMALL_SIDE : ImageWork.SIDE;
        String ratio = input.text("aspect_ratio");
        if (RATIO.matcher(ratio).matches()) {
            return PictureSize.of(ImageWork.aspectRatio(ratio), side);
        }
        return PictureSize.of(given == null ? 1 : given.aspectRatio(), side);
    }

    private static PictureSize pixels(int width, int height) {
        return new PictureSize(
                Math.max(LEAST_SIDE, Math.min(MOST_SIDE, width)), Math.max(LEAST_SIDE, Math.min(MOST_SIDE, height)));
    }
}
