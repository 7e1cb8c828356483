/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.springai.mapping.InputField;
import io.github.replicate4j.springai.mapping.InputRole;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.OutputKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of a chat model, mapped to the input of a model on Replicate.
 *
 * @param stopSequences texts at which the output is cut here, because the model has no input for them
 */
record ChatCall(
        ModelDescription model,
        ReplicateChatOptions options,
        Map<String, @Nullable Object> input,
        List<String> stopSequences) {

    void customize(RunRequest.Builder request) {
        request.input(this.input);
        if (this.options.getTimeout() != null) {
            request.timeout(this.options.getTimeout());
        }
        if (this.options.getCancelOnTimeout() != null) {
            request.cancelOnAbandon(this.options.getCancelOnTimeout());
        }
    }

    Reasoning reasoning() {
        return this.options.getReasoning() == null ? Reasoning.KEEP : this.options.getReasoning();
    }

    boolean isStreamUsage() {
        return !Boolean.FALSE.equals(this.options.getStreamUsage());
    }

    /** Return whether the output is text that can be passed on piece by piece. */
    boolean isTextStreamed() {
        OutputKind kind = this.model.outputKind();
        return kind == OutputKind.TEXT || kind == OutputKind.UNKNOWN;
    }

    /** Return the limit of output tokens, or {@code null} if the model uses its own. */
    @Nullable
    Long limit() {
        InputField field = this.model.field(InputRole.MAX_TOKENS);
        Object limit = field == null ? null : this.input.get(field.name());
        return limit instanceof Number number ? number.longValue() : null;
    }
}
