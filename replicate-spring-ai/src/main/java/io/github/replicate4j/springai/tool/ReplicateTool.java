/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.execution.ToolCallResultConverter;

/**
 * A model as a tool.
 *
 * @param description when to call the tool, or {@code null} for the description of the model
 * @param fixed inputs that the application sets
 * @param excluded inputs that the chat model cannot set
 * @param only the only inputs that the chat model can set; empty for all
 * @param timeout deadline of a call, or {@code null} for the setting of the client
 */
record ReplicateTool(
        String model,
        String name,
        @Nullable String description,
        Map<String, @Nullable Object> fixed,
        Set<String> excluded,
        Set<String> only,
        @Nullable Duration timeout,
        boolean returnDirect,
        ToolCallResultConverter resultConverter) {

    /** Return whether the chat model can set an input. */
    boolean isArgument(String input) {
        return !this.fixed.containsKey(input)
                && !this.excluded.contains(input)
                && (this.only.isEmpty() || this.only.contains(input));
    }

    /** Return the inputs that the application named. */
    Set<String> namedInputs() {
        Set<String> named = new LinkedHashSet<>(this.fixed.keySet());
        named.addAll(this.excluded);
        named.addAll(this.only);
        return named;
    }
}
