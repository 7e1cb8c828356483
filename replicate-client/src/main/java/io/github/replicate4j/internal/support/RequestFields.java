/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of a JSON request body. Fields that are not set are left out.
 */
public final class RequestFields {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** Add a field unless its value is {@code null}. */
    public RequestFields with(String name, @Nullable Object value) {
        if (value != null) {
            this.fields.put(name, value);
        }
        return this;
    }

    /** Return all fields, including the given fields that the client does not know. Their values may be {@code null}. */
    public Map<String, @Nullable Object> toMap(Map<String, @Nullable Object> additionalProperties) {
        this.fields.putAll(additionalProperties);
        return this.fields;
    }
}
