/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.model;

import io.github.replicate4j.schema.SchemaType;
import java.util.HashSet;
import java.util.Set;
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

    /** Return the value that the model uses if the field is missing, or null if there is none or it contains secrets. */
    public @Nullable Object defaultValue() {
        return containsSecret(this.type, new HashSet<>()) ? null : this.declared.defaultValue();
    }

    /** @param visited objects that were searched, because an object may contain itself */
    private static boolean containsSecret(ValueType type, Set<ObjectType> visited) {
        if (type instanceof ListType list) {
            return containsSecret(list.item(), visited);
        }
        if (type instanceof ObjectType object) {
            return visited.add(object)
                    && object.fields().stream().anyMatch(field -> containsSecret(field.type(), visited));
        }
        return type == ScalarType.SECRET;
    }
}
