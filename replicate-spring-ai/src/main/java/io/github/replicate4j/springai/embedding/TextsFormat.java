/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.springai.mapping.InputField;
import io.github.replicate4j.springai.mapping.ModelDescription;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a model takes the texts to embed. */
enum TextsFormat {
    /** A list. */
    LIST,
    /** A JSON list within a string. */
    JSON,
    /** One text a line. */
    LINES,
    /** One text. */
    SINGLE;

    /** Names of inputs for several texts, whose form is unknown if they are strings. */
    private static final Set<String> PLURAL = Set.of("texts", "text_batch", "inputs", "sentences");

    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

    /**
     * Return the format of an input.
     *
     * @throws IllegalArgumentException if it is unknown
     */
    static TextsFormat of(ModelDescription model, InputField field) {
        if (field.list()) {
            return LIST;
        }
        String format = model.profile().text("texts");
        if (format == null) {
            if (PLURAL.contains(field.name())) {
                throw new IllegalArgumentException(model.model() + " takes the texts to embed in its input "
                        + field.name() + ", but the form of several texts in a string is unknown. Add a ModelProfile"
                        + " with texts set to json, lines or single.");
            }
            return SINGLE;
        }
        return switch (format) {
            case "json" -> JSON;
            case "lines" -> LINES;
            default -> SINGLE;
        };
    }

    Object value(List<String> texts) {
        return switch (this) {
            case LIST -> texts;
            case JSON -> Json.text(texts);
            case LINES ->
                texts.stream()
                        .map(text -> LINE_BREAK.matcher(text.strip()).replaceAll(" "))
                        .collect(Collectors.joining("\n"));
            case SINGLE -> texts.get(0);
        };
    }
}
