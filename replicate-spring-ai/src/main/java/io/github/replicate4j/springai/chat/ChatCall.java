/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.mapping.InputField;
import io.github.replicate4j.springai.mapping.InputRole;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.OutputKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A call of a chat model, mapped to the input of a model on Replicate.
 *
 * @param stopSequences texts at which the output is cut here, because the model has no input for them
 */
record ChatCall(ModelCall<ReplicateChatOptions> call, List<String> stopSequences) {

    ModelDescription model() {
        return this.call.model();
    }

    Map<String, @Nullable Object> input() {
        return this.call.input();
    }

    Mono<AsyncOutput> run() {
        return this.call.run();
    }

    Flux<StreamEvent> events() {
        return this.call.events();
    }

    Reasoning reasoning() {
        return Objects.requireNonNullElse(this.call.options().getReasoning(), Reasoning.KEEP);
    }

    boolean isStreamUsage() {
        return !Boolean.FALSE.equals(this.call.options().getStreamUsage());
    }

    /** Return whether the output is text that can be passed on piece by piece. */
    boolean isTextStreamed() {
        OutputKind kind = model().outputKind();
        return kind == OutputKind.TEXT || kind == OutputKind.UNKNOWN;
    }

    /** Return the limit of output tokens, or {@code null} if the model uses its own. */
    @Nullable
    Long limit() {
        InputField field = model().field(InputRole.MAX_TOKENS);
        Object limit = field == null ? null : input().get(field.name());
        return limit instanceof Number number ? number.longValue() : null;
    }
}
