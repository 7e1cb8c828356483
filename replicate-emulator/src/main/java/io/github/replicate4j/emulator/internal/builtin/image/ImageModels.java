/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.image;

import static io.github.replicate4j.emulator.internal.builtin.image.ImageDefinitions.FORMATS;
import static io.github.replicate4j.emulator.internal.builtin.image.ImageDefinitions.format;
import static io.github.replicate4j.emulator.internal.builtin.image.ImageDefinitions.model;
import static io.github.replicate4j.emulator.internal.builtin.image.ImageDefinitions.official;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choice;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choiceOf;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.file;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.files;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.flag;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.integer;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.number;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.text;

import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The built-in image models, with the inputs that their pages on Replicate show.
 */
public final class ImageModels {

    private static final String SDXL_PROMPT = "An astronaut riding a rainbow unicorn";

    private static final String LIGHTNING_PROMPT = "self-portrait of a woman, lightning in the background";

    private ImageModels() {}

    public static List<ModelDefinition> all() {
        List<ModelDefinition> models = new ArrayList<>(FluxModels.all());
        models.addAll(List.of(
                ImageEditModel.definition(),
                recraft(),
                ideogram(),
                stableDiffusion(),
                sdxl(),
                lightning(),
                geminiImage(),
                imagen(),
                gptImage(),
                UpscaleModel.definition()));
        return List.copyOf(models);
    }

    /**
     * Draw a picture as the image models do.
     *
     * @param seed the seed, or null for a seed that depends on the prompt only
     * @param aspectRatio the width and the height, as in {@code 16:9}
     * @return the content of a PNG file
     */
    public static byte[] png(String prompt, @Nullable Integer seed, String aspectRatio) {
        PictureSize size = PictureSize.of(ImageWork.aspectRatio(aspectRatio), ImageWork.SIDE);
        return new Picture(prompt, seed == null ? VersionId.hash(prompt) : seed, size).png();
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
                .withInput(scheduler())
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
                .withInput(scheduler("DPM++2MSDE"))
                .withInput(integer("num_inference_steps", 4, 1, 10))
                .withInput(number("guidance_scale", 0, 0, 50))
                .withInput(integer("seed"))
                .withInput(flag("disable_safety_checker", false));
    }

    private static InputField scheduler(String... others) {
        List<String> schedulers = new ArrayList<>(List.of(
                "DDIM", "DPMSolverMultistep", "HeunDiscrete", "KarrasDPM", "K_EULER_ANCESTRAL", "K_EULER", "PNDM"));
        schedulers.addAll(List.of(others));
        return choiceOf("scheduler", "K_EULER", schedulers);
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
