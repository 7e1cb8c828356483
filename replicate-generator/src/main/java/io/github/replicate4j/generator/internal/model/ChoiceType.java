/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.model;

import java.util.List;

/**
 * The type of a value that must be one of the listed values.
 *
 * @param name name of the type in the schema, or of its field
 * @param values texts only, or numbers only; at least one
 */
public record ChoiceType(String name, List<Object> values) implements ValueType {

    public ChoiceType {
        values = List.copyOf(values);
    }

    public boolean isText() {
        return this.values.get(0) instanceof String;
    }

    public boolean isInteger() {
        return this.values.stream().allMatch(value -> value instanceof Integer || value instanceof Long);
    }
}
