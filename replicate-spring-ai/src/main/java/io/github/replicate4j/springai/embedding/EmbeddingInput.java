/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import io.github.replicate4j.springai.mapping.InputField;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.InputRole;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.OutputKind;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input of one prediction, with a part of the texts of a request.
 *
 * @param first index of the first text in the request
 * @param count number of texts
 */
record EmbeddingInput(int first, int count, Map<String, @Nullable Object> input) {

    /**
     * Map texts to the inputs of predictions.
     *
     * @throws IllegalArgumentException if the model cannot take them
     */
    static List<EmbeddingInput> of(List<String> texts, ReplicateEmbeddingOptions options, ModelDescription model) {
        InputField field = model.field(InputRole.TEXTS);
        if (returnsTextOrFiles(model) || field == null && !model.fields().isEmpty()) {
            throw new IllegalArgumentException(model.model()
                    + " cannot embed texts: it takes none, or returns text or files. Use an embedding model.");
        }
        if (field == null) {
            throw new InputMapping(model, UnsupportedOptions.FAIL).missing("texts");
        }
        Map<String, @Nullable Object> own = new InputMapping(model, UnsupportedOptions.FAIL).build(options.getInput());
        if (own.containsKey(field.name())) {
            throw new IllegalArgumentException("The input " + field.name() + " of " + model.model()
                    + " contains the texts to embed. Leave it out of the options.");
        }
        TextsFormat format = TextsFormat.of(model, field);
        int size = size(options, field, format);
        List<EmbeddingInput> inputs = new ArrayList<>();
        for (int first = 0; first < texts.size(); first += size) {
            List<String> part = texts.subList(first, Math.min(texts.size(), first + size));
            InputMapping mapping = new InputMapping(model, UnsupportedOptions.FAIL);
            mapping.put(field, "texts", format.value(part));
            dimensions(options, mapping);
            inputs.add(new EmbeddingInput(first, part.size(), mapping.build(options.getInput())));
        }
        return inputs;
    }

    private static int size(ReplicateEmbeddingOptions options, InputField field, TextsFormat format) {
        if (format == TextsFormat.SINGLE) {
            return 1;
        }
        Integer limit = format == TextsFormat.LIST ? field.maxItems() : null;
        return limit == null ? options.maxTexts() : Math.max(1, Math.min(limit, options.maxTexts()));
    }

    private static void dimensions(ReplicateEmbeddingOptions options, InputMapping mapping) {
        Integer dimensions = options.getDimensions();
        if (dimensions == null || mapping.offer(InputRole.DIMENSIONS, "dimensions", dimensions)) {
            return;
        }
        String known = mapping.model().profile().text("dimensions");
        if (known != null && !known.equals(dimensions.toString())) {
            throw new IllegalArgumentException(
                    mapping.model().model() + " has no embeddings with " + dimensions + " dimensions, but with " + known
                            + ". Leave out the option dimensions, or set it to " + known + ".");
        }
    }

    /** A list of strings that is not streamed may contain embeddings as JSON. */
    private static boolean returnsTextOrFiles(ModelDescription model) {
        return model.outputKind() == OutputKind.FILES
                || model.outputKind() == OutputKind.TEXT && (model.isStreamed() || !model.isOutputList());
    }
}
