/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.model;

import io.github.replicate4j.schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object.
 *
 * @param name the name in JSON
 * @param required whether the object must have the field
 * @param description what the field means, or null
 * @param declared the declaration, with its default and limits
 */
public record ModelField(
        String name,
        ValueType type,
        boolean required,
        @Nullable String description,
        SchemaType declared) {

    public boolean nullable() {
        return this.declared.isNullable();
    }

    /** Return whether the value is a secret, or a list of secrets. */
    public boolean isSecret() {
        ValueType value = this.type;
        while (value instanceof ListType list) {
            value = list.item();
        }
        return value == ScalarType.SECRET;
    }

    /** Return the value that the model uses if the field is missing, or null if there is none or it is secret. */
    public @Nullable Object defaultValue() {
        return isSecret() ? null : this.declared.defaultValue();
    }
}
