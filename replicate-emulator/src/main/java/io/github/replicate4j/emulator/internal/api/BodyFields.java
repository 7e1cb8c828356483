/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Violations;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.model.Hardware;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and validates the fields of a JSON body. Call {@link #raise()} to report all errors.
 */
final class BodyFields {

    private final Map<String, Object> body;

    private final Violations violations = new Violations();

    private BodyFields(Map<String, Object> body) {
        this.body = body;
    }

    static BodyFields of(ReceivedRequest request) {
        return new BodyFields(request.json());
    }

    Map<String, Object> raw() {
        return this.body;
    }

    boolean has(String name) {
        return this.body.containsKey(name);
    }

    /** Read a required string; empty if it is missing or invalid. */
    String required(String name) {
        if (!has(name)) {
            this.violations.missing("", name);
            return "";
        }
        String text = optional(name);
        return text == null ? "" : text;
    }

    /** Read an optional string; null if it is missing or invalid. */
    @Nullable
    String optional(String name) {
        // Description: no field of a request is nullable.
        if (!has(name) || this.body.get(name) instanceof String) {
            return (String) this.body.get(name);
        }
        this.violations.wrongType(name, "string", this.body.get(name));
        return null;
    }

    /** Read a required string that must be one of the allowed ones; the first of them if it is missing or invalid. */
    String oneOf(String name, List<String> allowed) {
        String text = required(name);
        if (has(name) && !allowed.contains(text)) {
            this.violations.add(name, "enum", name + " must be one of the following: " + allowed);
        }
        return allowed.contains(text) ? text : allowed.get(0);
    }

    String hardware(String name) {
        String sku = required(name);
        if (has(name) && !Hardware.has(sku)) {
            this.violations.add(name, "enum", "Hardware '" + sku + "' does not exist");
        }
        return sku;
    }

    /** Read an integer between 0 and a maximum; 0 if it is missing or invalid. */
    int number(String name, int max) {
        Object value = this.body.get(name);
        if (!has(name)) {
            this.violations.missing("", name);
        } else if (value == null || !Json.typeOf(value).equals("integer")) {
            this.violations.wrongType(name, "integer", value);
        } else {
            double number = ((Number) value).doubleValue();
            if (number >= 0 && number <= max) {
                return (int) number;
            }
            this.violations.add(name, "number_out_of_range", "Must be between 0 and " + max);
        }
        return 0;
    }

    /** Read a required object; empty if it is missing or invalid. */
    @SuppressWarnings("unchecked") // the keys of JSON objects are strings
    Map<String, Object> object(String name) {
        if (!has(name)) {
            this.violations.missing("", name);
        } else if (this.body.get(name) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        } else {
            this.violations.wrongType(name, "object", this.body.get(name));
        }
        return Map.of();
    }

    Violations violations() {
        return this.violations;
    }

    void raise() {
        this.violations.raise();
    }
}
