/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.springai.internal.PredictionMetadata;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;

/** Converts a prediction to the metadata of a response. Logs and URLs are not included. */
final class ChatMetadata {

    private ChatMetadata() {}

    /** Return the metadata that are known while output arrives. */
    static ChatResponseMetadata.Builder of(ChatCall call, @Nullable Prediction prediction) {
        ChatResponseMetadata.Builder metadata =
                ChatResponseMetadata.builder().model(PredictionMetadata.modelName(call.model()));
        PredictionMetadata.forEach(call.model(), prediction, metadata::keyValue);
        return prediction == null ? metadata : metadata.id(prediction.id());
    }

    static ChatResponseMetadata ofCompleted(ChatCall call, Prediction prediction) {
        return of(call, prediction).usage(usage(call, prediction)).build();
    }

    /** Return the token counts, from the metrics or else from the logs. */
    private static Usage usage(ChatCall call, Prediction prediction) {
        Integer input = count(call, prediction, "input");
        Integer output = count(call, prediction, "output");
        Map<String, @Nullable Object> metrics = prediction.metrics();
        return input == null && output == null ? new EmptyUsage() : new DefaultUsage(input, output, null, metrics);
    }

    private static @Nullable Integer count(ChatCall call, Prediction prediction, String kind) {
        if (prediction.metrics().get(kind + "_token_count") instanceof Number number) {
            return number.intValue();
        }
        String pattern = call.model().profile().text("usage." + kind);
        if (pattern == null) {
            return null;
        }
        Matcher matcher = Pattern.compile(pattern).matcher(prediction.logs());
        try {
            return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
        } catch (NumberFormatException ex) {
            return null;
        }
    }

    /** Return {@code LENGTH} if the output reached its limit of tokens, else {@code STOP}. */
    static String finishReason(ChatCall call, @Nullable Prediction prediction) {
        Long limit = call.limit();
        Integer output = prediction == null ? null : count(call, prediction, "output");
        return limit != null && output != null && output >= limit ? "LENGTH" : "STOP";
    }
}
