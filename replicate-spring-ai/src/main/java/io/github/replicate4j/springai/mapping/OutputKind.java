/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import java.util.Map;

/**
 * What a model returns, according to its schema: one value or a list of them.
 *
 * @since 0.1.0
 */
public enum OutputKind {
    /** Text. */
    TEXT,
    /** Files. */
    FILES,
    /** Objects. */
    OBJECT,
    /** Unknown, because the schema does not describe the output. */
    UNKNOWN,
    /** Numbers, booleans or nested lists. */
    OTHER;

    static OutputKind of(Map<?, ?> output) {
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
