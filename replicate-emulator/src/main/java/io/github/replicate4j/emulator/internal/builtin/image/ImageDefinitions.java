/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.image;

import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choiceOf;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.required;

import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Instant;
import java.util.List;

/**
 * What the definitions of all image models have in common.
 */
final class ImageDefinitions {

    /** The usual choices of {@code output_format}. */
    static final List<String> FORMATS = List.of("webp", "jpg", "png");

    private ImageDefinitions() {}

    /** Define a community model. */
    static ModelDefinition model(String name, String created, boolean list, String prompt) {
        Drawing drawing = new Drawing(prompt, list);
        return ModelDefinition.named(name, Instant.parse(created))
                .withCard(card -> card.withDetail("description", "An image model that draws what the prompt names")
                        .withTags("image", "drawing"))
                .withOutput(list ? OutputType.FILES : OutputType.FILE)
                .withBehavior(drawing::run);
    }

    /** Define an official model with a prompt. */
    static ModelDefinition official(String name, String created, boolean list) {
        return model(name, created, list, "").asOfficial().withInput(required("prompt"));
    }

    static InputField format(String byDefault, List<String> formats) {
        return choiceOf("output_format", byDefault, formats);
    }
}
