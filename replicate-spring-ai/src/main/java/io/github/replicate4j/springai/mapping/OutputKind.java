/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import io.github.replicate4j.schema.SchemaType;
import org.jspecify.annotations.Nullable;

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
    /** Unknown, because the schema does not describe the output, or allows text and files. */
    UNKNOWN,
    /** Numbers, booleans or nested lists. */
    OTHER;

    static OutputKind of(@Nullable SchemaType output) {
        SchemaType value = output != null && output.kind() == SchemaType.Kind.ARRAY ? output.items() : output;
        if (value == null) {
            return UNKNOWN;
        }
        SchemaType type = InputField.first(value);
        return switch (type.kind()) {
            case STRING -> ofString(type);
            case OBJECT -> OBJECT;
            case ANY -> UNKNOWN;
            case INTEGER, NUMBER, BOOLEAN, ARRAY -> OTHER;
        };
    }

    private static OutputKind ofString(SchemaType type) {
        if (type.isFile()) {
            return FILES;
        }
        long files = type.alternatives().stream().filter(SchemaType::isFile).count();
        if (files == 0) {
            return TEXT;
        }
        return files == type.alternatives().size() ? FILES : UNKNOWN;
    }
}
