/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.assistant;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.sample.StudioModels;
import io.github.replicate4j.sample.chat.Chunk;
import io.github.replicate4j.sample.pictures.Gallery;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.tool.ReplicateToolCallbacks;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The model that creates pictures, as a tool of the assistant.
 */
@Component
class PictureTool {

    private final ModelCatalog catalog;

    private final StudioModels models;

    private final Replicate replicate;

    private final Gallery gallery;

    PictureTool(ModelCatalog catalog, StudioModels models, Replicate replicate, Gallery gallery) {
        this.catalog = catalog;
        this.models = models;
        this.replicate = replicate;
        this.gallery = gallery;
    }

    /** Create the tool for one answer, which sends no request. Its pictures are stored in the gallery. */
    ReplicateToolCallbacks create(Consumer<Chunk> page) {
        return ReplicateToolCallbacks.builder(this.catalog)
                .tool(
                        this.models.picture(),
                        tool -> tool.name("draw_picture")
                                .description("Draws a picture and shows it to the user.")
                                .onlyInputs("prompt")
                                .fixedInput("output_format", "png")
                                .resultConverter((output, type) -> show(output, page)))
                .build();
    }

    private String show(@Nullable Object output, Consumer<Chunk> page) {
        Prediction prediction = ((AsyncOutput) Objects.requireNonNull(output)).prediction();
        String prompt = String.valueOf(prediction.input().get("prompt"));
        UUID id = this.gallery.add(prompt, this.replicate.output(prediction).file());
        page.accept(Chunk.picture(prompt, "api/pictures/" + id + "/image"));
        return "The user sees the picture.";
    }
}
