/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.image;

import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.picture.InputPicture;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureEdit;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The built-in model that edits pictures as described by a prompt, and draws a landscape if there is no picture.
 */
final class ImageEditModel {

    private static final String NAME = "black-forest-labs/flux-kontext-pro";

    private static final String MATCH_INPUT = "match_input_image";

    private ImageEditModel() {}

    static ModelDefinition definition() {
        return ModelDefinition.named(NAME, Instant.parse("2025-05-27T08:25:43.226315Z"))
                .asOfficial()
                .streaming()
                .withCard(card -> card.withDetail(
                                "description", "An image model that edits a picture as described by a prompt")
                        .withDetail(
                                "readme",
                                "# Picture edits\n\n"
                                        + "Understands words such as *black and white*, *sepia*, *night*, *soft* and"
                                        + " *negative*. All other prompts tint the picture.\n")
                        .withTags("image", "image-to-image", "edit")
                        .withAdditionalRuns(2_345_678))
                .withExample(
                        Map.of(
                                "prompt",
                                "make it night",
                                "input_image",
                                "https://replicate.delivery/example/lighthouse.png"),
                        "https://replicate.delivery/example/lighthouse-at-night.png")
                .withOutput(OutputType.FILE)
                .withInput(InputField.required("prompt", InputType.STRING))
                .withInput(InputField.optional("input_image", InputType.FILE))
                .withInput(InputField.optional("aspect_ratio", InputType.STRING)
                        .oneOf(aspectRatios())
                        .byDefault(MATCH_INPUT))
                .withInput(InputField.optional("seed", InputType.INTEGER))
                .withInput(InputField.optional("output_format", InputType.STRING)
                        .oneOf("jpg", "png")
                        .byDefault("png"))
                .withInput(InputField.optional("safety_tolerance", InputType.INTEGER)
                        .between(0, 6))
                .withInput(InputField.optional("prompt_upsampling", InputType.BOOLEAN))
                .withBehavior(ImageEditModel::edit);
    }

    private static List<String> aspectRatios() {
        List<String> ratios = new ArrayList<>(ImageWork.ASPECT_RATIOS);
        ratios.add(0, MATCH_INPUT);
        return ratios;
    }

    private static void edit(Map<String, Object> input, ModelScript script) {
        Supplier<byte[]> picture;
        try {
            picture = picture(input, script);
        } catch (IllegalArgumentException ex) {
            script.boot(ImageWork.BOOT).fail("input_image: " + ex.getMessage());
            return;
        }
        ImageWork.run(input, ImageWork.seed(input), ImageWork.STEPS, script);
        script.outputSingleFile(picture, "png").metric("image_count", 1).succeed();
    }

    private static Supplier<byte[]> picture(Map<String, Object> input, ModelScript script) {
        String prompt = String.valueOf(input.get("prompt"));
        long seed = ImageWork.seed(input);
        Object ratio = input.getOrDefault("aspect_ratio", MATCH_INPUT);
        if (!input.containsKey("input_image")) {
            double aspectRatio = ratio.equals(MATCH_INPUT) ? 1 : ImageWork.aspectRatio(ratio);
            return new Picture(prompt, seed, PictureSize.of(aspectRatio, ImageWork.SIDE))::png;
        }
        InputPicture given = InputPicture.read(script.inputFile(input.get("input_image")));
        double aspectRatio = ratio.equals(MATCH_INPUT) ? given.aspectRatio() : ImageWork.aspectRatio(ratio);
        return new PictureEdit(given, prompt, seed, PictureSize.of(aspectRatio, ImageWork.SIDE))::png;
    }
}
