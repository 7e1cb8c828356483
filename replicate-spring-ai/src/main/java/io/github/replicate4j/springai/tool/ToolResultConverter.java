/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.run.AsyncOutput;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.execution.ToolCallResultConverter;

/** Converts the output of a model to JSON text in which files are URLs. */
final class ToolResultConverter implements ToolCallResultConverter {

    @Override
    public String convert(@Nullable Object result, @Nullable Type returnType) {
        Object raw = result instanceof AsyncOutput output ? output.raw() : result;
        return raw == null ? "null" : new String(Json.write(raw), StandardCharsets.UTF_8);
    }
}
