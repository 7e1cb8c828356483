/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.springai.mapping.ModelDescription;
import java.util.Map;

/** What a model returns, according to its schema. */
enum OutputKind {
    TEXT,
    FILES,
    OBJECT,
    UNKNOWN,
    /** Numbers or nested lists, which are no reply in a chat. */
    OTHER;

    static OutputKind of(ModelDescription model) {
        Map<?, ?> output = model.output();
        Map<?, ?> value = output;
        if ("array".equals(output.get("type")) && output.get("items") instanceof Map<?, ?> items) {
            value = items;
        }
        return switch (String.valueOf(value.get("type"))) {
            case "string" -> "uri".equals(value.get("format")) ? FILES : TEXT;
            case "object" -> OBJECT;
            case "null" -> UNKNOWN;
            default -> OTHER;
        };
    }
}
