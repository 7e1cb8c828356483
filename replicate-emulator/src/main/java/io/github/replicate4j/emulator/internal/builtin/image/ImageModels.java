/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.image;

import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choice;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choiceOf;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.file;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.files;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.flag;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.integer;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.number;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.required;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.requiredFile;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.text;

import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The built-in image models, with the inputs that their pages on Replicate show.
 */
public final class ImageModels {

    private static final List<String> FORMATS = List.of("webp", "jpg", "png");

    private static final List<String> PRO_RATIOS =
            List.of("custom", "1:1", "16:9", "3:2", "2:3", "4:5", "5:4", "9:16", "3:4", "4:3");

    private static final String SDXL_PROMPT = "An astronaut riding a rainbow unicorn";

    private static final String LIGHTNING_PROMPT = "self-portrait of a woman, lightning in the background";

    /** The name of the model that draws the most simply. */
    public static final String FLUX_SCHNELL = "black-forest-labs/flux-schnell";

    private ImageModels() {}

    public static List<ModelDefinition> all() {
        return List.of(
                fluxSchnell(),
                fluxDev(),
                fluxPro(),
                fluxUltra(),
                flux2(),
                fluxFill(),
                ImageEditModel.definition(),
                recraft(),
                ideogram(),
                stableDiffusion(),
                sdxl(),
                lightning(),
                geminiImage(),
                imagen(),
                gptImage(),
                UpscaleModel.definition());
    }

    private static ModelDefinition model(String name, String created, boolean list, String prompt) {
        Drawing drawing = new Drawing(prompt, list);
        return ModelDefinition.named(name, Instant.parse(created))
                .withCard(card -> card.withDetail("description", "An image model that draws what the prompt names")
                        .withTags("image", "drawing"))
                .withOutput(list ? OutputType.FILES : OutputType.FILE)
                .withBehavior(drawing::run);
    }

    private static ModelDefinition official(String name, String created, boolean list) {
        return model(name, created, list, "").asOfficial().withInput(required("prompt"));
    }

    private static InputField format(String byDefault, List<String> formats) {
        return choiceOf("output_format", byDefault, formats);
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

    private static ModelDefinition recraft() {
        return official("recraft-ai/recraft-v3", "2024-10-30T00:00:00Z", false)
                .withInput(choice(
                        "size",
                        "1024x1024",
                        "1365x1024",
                        "1024x1365",
                        "1536x1024",
                        "1024x1536",
                        "1820x1024",
                        "1024x1820",
                        "1024x2048",
                        "2048x1024",
                        "1434x1024",
                        "1024x1434",
                        "1024x1280",
                        "1280x1024",
                        "1024x1707",
                        "1707x1024"))
                .withInput(text("style", "any"));
    }

    private static ModelDefinition ideogram() {
        return official("ideogram-ai/ideogram-v2", "2024-10-22T00:00:00Z", false)
                .withInput(text("negative_prompt"))
                .withInput(choiceOf(
                        "aspect_ratio",
                        "1:1",
                        List.of("1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "16:10", "10:16", "3:1", "1:3")))
                .withInput(text("resolution", "None"))
                .withInput(choice("magic_prompt_option", "Auto", "On", "Off"))
                .withInput(file("image"))
                .withInput(file("mask"))
                .withInput(choice("style_type", "None", "Auto", "General", "Realistic", "Design", "Render 3D", "Anime"))
                .withInput(integer("seed"));
    }

    private static ModelDefinition stableDiffusion() {
        return model("stability-ai/stable-diffusion-3.5-large", "2024-10-21T00:00:00Z", true, "")
                .asOfficial()
                .withInput(text("prompt", ""))
                .withInput(choiceOf("aspect_ratio", "1:1", ImageWork.ASPECT_RATIOS))
                .withInput(number("cfg", 3.5, 0, 20))
                .withInput(file("image"))
                .withInput(number("prompt_strength", 0.85))
                .withInput(integer("steps", 35, 1, 50))
                .withInput(integer("seed"))
                .withInput(format("webp", FORMATS))
                .withInput(integer("output_quality", 90, 0, 100));
    }

    private static ModelDefinition sdxl() {
        return model("stability-ai/sdxl", "2023-07-26T00:00:00Z", true, SDXL_PROMPT)
                .withVersion("7762fd07cf82c948538e41f63f77d685e02b063e37e496e96eefd46c929f9bdc")
                .withInput(text("prompt", SDXL_PROMPT))
                .withInput(text("negative_prompt", ""))
                .withInput(file("image"))
                .withInput(file("mask"))
                .withInput(integer("width", 1_024))
                .withInput(integer("height", 1_024))
                .withInput(integer("num_outputs", 1, 1, 4))
                .withInput(choiceOf(
                        "scheduler",
                        "K_EULER",
                        List.of(
                                "DDIM",
                                "DPMSolverMultistep",
                                "HeunDiscrete",
                                "KarrasDPM",
                                "K_EULER_ANCESTRAL",
                                "K_EULER",
                                "PNDM")))
                .withInput(integer("num_inference_steps", 50, 1, 500))
                .withInput(number("guidance_scale", 7.5, 1, 50))
                .withInput(number("prompt_strength", 0.8, 0, 1))
                .withInput(integer("seed"))
                .withInput(choice("refine", "no_refiner", "expert_ensemble_refiner", "base_image_refiner"))
                .withInput(number("high_noise_frac", 0.8, 0, 1))
                .withInput(integer("refine_steps"))
                .withInput(flag("apply_watermark", true))
                .withInput(number("lora_scale", 0.6, 0, 1))
                .withInput(text("replicate_weights"))
                .withInput(flag("disable_safety_checker", false));
    }

    private static ModelDefinition lightning() {
        return model("bytedance/sdxl-lightning-4step", "2024-02-21T00:00:00Z", true, LIGHTNING_PROMPT)
                .withVersion("6f7a773af6fc3e8de9d5a3c00be77c17308914bf67772726aff83496ba1e3bbe")
                .withInput(text("prompt", LIGHTNING_PROMPT))
                .withInput(text("negative_prompt", "worst quality, low quality"))
                .withInput(integer("width", 1_024, 256, 1_280))
                .withInput(integer("height", 1_024, 256, 1_280))
                .withInput(integer("num_outputs", 1, 1, 4))
                .withInput(choiceOf(
                        "scheduler",
                        "K_EULER",
                        List.of(
                                "DDIM",
                                "DPMSolverMultistep",
                                "HeunDiscrete",
                                "KarrasDPM",
                                "K_EULER_ANCESTRAL",
                                "K_EULER",
                                "PNDM",
                                "DPM++2MSDE")))
                .withInput(integer("num_inference_steps", 4, 1, 10))
                .withInput(number("guidance_scale", 0, 0, 50))
                .withInput(integer("seed"))
                .withInput(flag("disable_safety_checker", false));
    }

    private static ModelDefinition geminiImage() {
        return official("google/gemini-2.5-flash-image", "2025-08-26T00:00:00Z", false)
                .withInput(files("image_input"))
                .withInput(text("aspect_ratio", "match_input_image"))
                .withInput(text("output_format", "jpg"));
    }

    private static ModelDefinition imagen() {
        return official("google/imagen-4-ultra", "2025-06-12T00:00:00Z", false)
                .withInput(text("aspect_ratio", "1:1"))
                .withInput(text("safety_filter_level", "block_only_high"))
                .withInput(text("output_format", "jpg"));
    }

    private static ModelDefinition gptImage() {
        return official("openai/gpt-image-1", "2025-04-23T00:00:00Z", true)
                .withInput(text("openai_api_key"))
                .withInput(choice("aspect_ratio", "1:1", "3:2", "2:3"))
                .withInput(files("input_images"))
                .withInput(text("input_fidelity", "low"))
                .withInput(integer("number_of_images", 1, 1, 10))
                .withInput(text("quality", "auto"))
                .withInput(text("background", "auto"))
                .withInput(integer("output_compression", 90, 0, 100))
                .withInput(format("webp", List.of("png", "jpeg", "webp")))
                .withInput(text("moderation", "auto"))
                .withInput(text("user_id"));
    }
}
