/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The validated input of a prediction.
 */
public record ModelInput(Map<String, Object> values) {

    public boolean has(String name) {
        return this.values.get(name) != null;
    }

    public @Nullable Object get(String name) {
        return this.values.get(name);
    }

    /** Return a string, or an empty string if it is not given. */
    public String text(String name) {
        return text(name, "");
    }

    public String text(String name, String defaultValue) {
        return this.values.get(name) instanceof String text ? text : defaultValue;
    }

    /** Return the first of the given strings that is not empty, or an empty string. */
    public String firstText(String... names) {
        for (String name : names) {
            if (!text(name).isEmpty()) {
                return text(name);
            }
        }
        return "";
    }

    public int integer(String name, int defaultValue) {
        // The cast limits a greater number, whereas intValue() could make it negative.
        return this.values.get(name) instanceof Number number ? (int) number.doubleValue() : defaultValue;
    }

    public double number(String name, double defaultValue) {
        return this.values.get(name) instanceof Number number ? number.doubleValue() : defaultValue;
    }

    public boolean flag(String name, boolean defaultValue) {
        return this.values.get(name) instanceof Boolean flag ? flag : defaultValue;
    }

    /** Return a list, or an empty list if it is not given. */
    public List<?> list(String name) {
        return this.values.get(name) instanceof List<?> list ? list : List.of();
    }
}
