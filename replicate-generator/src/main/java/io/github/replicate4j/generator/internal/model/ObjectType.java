/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.model;

import java.util.List;

/** An object with known fields. Its fields may have the type of the object itself, so they are set after its creation. */
public final class ObjectType implements ValueType {

    private final String name;

    private List<ModelField> fields = List.of();

    ObjectType(String name) {
        this.name = name;
    }

    void fields(List<ModelField> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Return the name of the type in the schema, or of its field. */
    public String name() {
        return this.name;
    }

    public List<ModelField> fields() {
        return this.fields;
    }
}
