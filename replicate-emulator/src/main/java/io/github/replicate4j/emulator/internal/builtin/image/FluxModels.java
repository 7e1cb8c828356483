/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.image;

import static io.github.replicate4j.emulator.internal.builtin.image.ImageDefinitions.FORMATS;
import static io.github.replicate4j.emulator.internal.builtin.image.ImageDefinitions.format;
import static io.github.replicate4j.emulator.internal.builtin.image.ImageDefinitions.official;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choice;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choiceOf;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.file;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.files;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.flag;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.integer;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.number;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.required;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.requiredFile;

import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The built-in FLUX models, with the inputs that their pages on Replicate show.
 */
public final class FluxModels {

    /** The name of the image model for first steps. */
    public static final String FLUX_SCHNELL = "black-forest-labs/flux-schnell";

    private static final List<String> PRO_RATIOS =
            List.of("custom", "1:1", "16:9", "3:2", "2:3", "4:5", "5:4", "9:16", "3:4", "4:3");

    private FluxModels() {}

    static List<ModelDefinition> all() {
        return List.of(fluxSchnell(), fluxDev(), fluxPro(), fluxUltra(), flux2(), fluxFill());
    }

    private static ModelDefinition fluxSchnell() {
        return ModelDefinition.named(FLUX_SCHNELL, Instant.parse("2024-07-30T00:32:11.473557Z"))
                .asOfficial()
                .streaming()
                .withCard(card -> card.withDetail("description", "An image model that draws what the prompt names")
                        .withDetail("license_url", "https://huggingface.co/black-forest-labs/FLUX.1-schnell")
                        .withDetail("readme", "# Pictures\n\nThe same prompt is always the same picture.\n")
                        .withTags("image", "text-to-image")
                        .withAdditionalRuns(7_654_321))
                .withExample(
                        Map.of("prompt", "a lighthouse"), List.of("https://replicate.delivery/example/lighthouse.png"))
                .withOutput(OutputType.FILES)
                .withInput(required("prompt"))
                .withInput(choiceOf("aspect_ratio", "1:1", ImageWork.ASPECT_RATIOS))
                .withInput(integer("num_outputs", 1, 1, 4))
                .withInput(integer("num_inference_steps", ImageWork.STEPS, 1, 4))
                .withInput(integer("seed"))
                .withInput(format("webp", FORMATS))
                .withInput(integer("output_quality", 80, 0, 100))
                .withInput(flag("disable_safety_checker", false))
                .withInput(flag("go_fast", true))
                .withInput(choice("megapixels", "1", "0.25"))
                .withBehavior(new Drawing("", true)::run);
    }

    private static ModelDefinition fluxDev() {
        return official("black-forest-labs/flux-dev", "2024-07-29T23:25:06.100855Z", true)
                .withInput(choiceOf("aspect_ratio", "1:1", ImageWork.ASPECT_RATIOS))
                .withInput(file("image"))
                .withInput(number("prompt_strength", 0.8, 0, 1))
                .withInput(integer("num_outputs", 1, 1, 4))
                .withInput(integer("num_inference_steps", 28, 1, 50))
                .withInput(number("guidance", 3, 0, 10))
                .withInput(integer("seed"))
                .withInput(format("webp", FORMATS))
                .withInput(integer("output_quality", 80, 0, 100))
                .withInput(flag("disable_safety_checker", false))
                .withInput(flag("go_fast", true))
                .withInput(choice("megapixels", "1", "0.25"));
    }

    private static ModelDefinition fluxPro() {
        return official("black-forest-labs/flux-1.1-pro", "2024-10-02T00:00:00Z", false)
                .withInput(file("image_prompt"))
                .withInput(choiceOf("aspect_ratio", "1:1", PRO_RATIOS))
                .withInput(integer("width").between(256, 1_440))
                .withInput(integer("height").between(256, 1_440))
                .withInput(integer("safety_tolerance", 2, 1, 6))
                .withInput(integer("seed"))
                .withInput(flag("prompt_upsampling", false))
                .withInput(format("webp", FORMATS))
                .withInput(integer("output_quality", 80, 0, 100));
    }

    private static ModelDefinition fluxUltra() {
        return official("black-forest-labs/flux-1.1-pro-ultra", "2024-11-06T00:00:00Z", false)
                .withInput(file("image_prompt"))
                .withInput(number("image_prompt_strength", 0.1, 0, 1))
                .withInput(choiceOf("aspect_ratio", "1:1", ImageWork.ASPECT_RATIOS))
                .withInput(integer("safety_tolerance", 2, 1, 6))
                .withInput(integer("seed"))
                .withInput(flag("raw", false))
                .withInput(format("jpg", List.of("jpg", "png")));
    }

    private static ModelDefinition flux2() {
        return official("black-forest-labs/flux-2-pro", "2025-11-25T00:00:00Z", false)
                .withInput(files("input_images"))
                .withInput(choiceOf(
                        "aspect_ratio",
                        "1:1",
                        List.of(
                                "match_input_image",
                                "custom",
                                "1:1",
                                "16:9",
                                "3:2",
                                "2:3",
                                "4:5",
                                "5:4",
                                "9:16",
                                "3:4",
                                "4:3")))
                .withInput(
                        choiceOf("resolution", "1 MP", List.of("match_input_image", "0.5 MP", "1 MP", "2 MP", "4 MP")))
                .withInput(integer("width").between(256, 2_048))
                .withInput(integer("height").between(256, 2_048))
                .withInput(integer("safety_tolerance", 2, 1, 5))
                .withInput(integer("seed"))
                .withInput(format("webp", FORMATS))
                .withInput(integer("output_quality", 80, 0, 100));
    }

    private static ModelDefinition fluxFill() {
        return official("black-forest-labs/flux-fill-pro", "2024-11-21T00:00:00Z", false)
                .withInput(requiredFile("image"))
                .withInput(file("mask"))
                .withInput(choice(
                        "outpaint",
                        "None",
                        "Zoom out 1.5x",
                        "Zoom out 2x",
                        "Make square",
                        "Left outpaint",
                        "Right outpaint",
                        "Top outpaint",
                        "Bottom outpaint"))
                .withInput(integer("seed"))
                .withInput(integer("steps", 50, 1, 50))
                .withInput(flag("prompt_upsampling", false))
                .withInput(number("guidance", 3, 2, 5))
                .withInput(integer("safety_tolerance", 2, 1, 6))
                .withInput(format("jpg", List.of("jpg", "png")));
    }
}
