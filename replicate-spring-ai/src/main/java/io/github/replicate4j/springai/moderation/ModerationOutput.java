/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.moderation;

import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.springai.internal.PredictionMetadata;
import io.github.replicate4j.springai.mapping.ModelDescription;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.ai.moderation.Generation;
import org.springframework.ai.moderation.Moderation;
import org.springframework.ai.moderation.ModerationResponse;
import org.springframework.ai.moderation.ModerationResult;

/**
 * Reads the output of moderation models: {@code safe}, or {@code unsafe} and, in the next line, the codes of hazards, separated by
 * commas.
 */
final class ModerationOutput {

    /** A model whose output can be read. */
    static final String EXAMPLE = "meta/llama-guard-3-8b";

    private static final Pattern OUTPUT = Pattern.compile(
            "(safe|unsafe(?:\\s+([A-Z]\\d{1,2}(?:\\s*,\\s*[A-Z]\\d{1,2})*))?)", Pattern.CASE_INSENSITIVE);

    private ModerationOutput() {}

    /**
     * Read an output.
     *
     * @throws IllegalStateException if the output has another form
     */
    static ModerationResponse response(ModelDescription model, AsyncOutput output) {
        String id = output.prediction().id();
        Matcher matcher = OUTPUT.matcher(output.text().strip());
        if (!matcher.matches()) {
            throw new IllegalStateException("The output of prediction " + id + " of " + model.model()
                    + " is neither 'safe' nor 'unsafe' with the codes of hazards. Use a moderation model such as "
                    + EXAMPLE + ".");
        }
        List<String> codes = matcher.group(2) == null
                ? List.of()
                : Stream.of(matcher.group(2).toUpperCase(Locale.ROOT).split("\\s*,\\s*"))
                        .toList();
        ModerationResult result = ModerationResult.builder()
                .flagged(!matcher.group(1).equalsIgnoreCase("safe"))
                .categories(ModerationCategories.of(codes, model.profile()))
                .build();
        Moderation moderation = Moderation.builder()
                .id(id)
                .model(PredictionMetadata.modelName(model))
                .results(List.of(result))
                .build();
        return new ModerationResponse(
                new Generation(moderation, new ReplicateModerationGenerationMetadata(codes)),
                new ModerationMetadata(model, output.prediction()));
    }
}
