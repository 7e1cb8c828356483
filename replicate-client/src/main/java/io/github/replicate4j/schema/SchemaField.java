/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.schema;

import org.jspecify.annotations.Nullable;

/**
 * A field of an input, or of another object in a schema. Its default, limits and description are part of its type.
 *
 * @param name name of the field, which can be any text
 * @param type type of the value
 * @param required whether the object must contain the field
 * @param order position among the fields ({@code x-order}), or {@code null} if the schema has none
 * @since 0.1.0
 */
public record SchemaField(
        String name,
        SchemaType type,
        boolean required,
        @Nullable Integer order) {}
