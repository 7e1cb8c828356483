/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the input of a model, which is set either as a whole or field by field.
 */
public final class InputFields {

    private @Nullable Object input;

    private Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** Whether a request contains the fields, so that they must not change. */
    private boolean built;

    /** Create an input that is not set. */
    public InputFields() {}

    /**
     * Set the whole input.
     *
     * @throws IllegalArgumentException if it is a request, or if a single field has been set
     */
    public void setInput(Object input) {
        if (input != null && input.getClass().isAnnotationPresent(NotModelInput.class)) {
            String type = input.getClass().getName();
            throw new IllegalArgumentException("input must not be a "
                    + type.substring(type.lastIndexOf('.') + 1).replace('$', '.')
                    + ": pass a Map, a record or a bean with the fields of the input, or call a method that takes"
                    + " a request");
        }
        if (!this.fields.isEmpty()) {
            throw conflict(this.fields.keySet().iterator().next());
        }
        this.input = input;
    }

    /**
     * Set one field of the input.
     *
     * @throws IllegalArgumentException if the name is blank, or if the whole input has been set
     */
    public void setField(String name, @Nullable Object value) {
        Arguments.notBlank("name of an input", name);
        if (this.input != null) {
            throw conflict(name);
        }
        if (this.built) {
            this.fields = new LinkedHashMap<>(this.fields);
            this.built = false;
        }
        this.fields.put(name, value);
    }

    private static IllegalArgumentException conflict(String name) {
        return new IllegalArgumentException("input is set both as a whole and by the field '" + name
                + "': call either input(object) once, or input(name, value) for each field");
    }

    /**
     * Return the input.
     *
     * @return the whole input, or the fields in the order in which they were set, or {@code null} if nothing has been set
     */
    public @Nullable Object value() {
        if (this.fields.isEmpty()) {
            return this.input;
        }
        this.built = true;
        return Collections.unmodifiableMap(this.fields);
    }
}
