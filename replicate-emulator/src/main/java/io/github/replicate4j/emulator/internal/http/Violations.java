/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import io.github.replicate4j.emulator.internal.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the errors in a request body, to report them together.
 */
public final class Violations {

    private final List<Map<String, String>> violations = new ArrayList<>();

    public void missing(String parent, String name) {
        add(parent, "required", name + " is required");
    }

    public void unknown(String parent, String name) {
        add(parent, "additional_property_not_allowed", "Additional property " + name + " is not allowed");
    }

    public void wrongType(String field, String expected, @Nullable Object value) {
        add(field, "invalid_type", "Invalid type. Expected: " + expected + ", given: " + Json.typeOf(value));
    }

    public void add(String field, String type, String description) {
        Map<String, String> violation = new LinkedHashMap<>();
        violation.put("field", field);
        violation.put("type", type);
        violation.put("description", description);
        this.violations.add(violation);
    }

    /** Throw an exception if there are errors. */
    public void raise() {
        if (this.violations.isEmpty()) {
            return;
        }
        StringBuilder detail = new StringBuilder();
        for (Map<String, String> each : this.violations) {
            String field = each.getOrDefault("field", "");
            detail.append("- ")
                    .append(field.isEmpty() ? "" : field + ": ")
                    .append(each.get("description"))
                    .append('\n');
        }
        throw new ApiException(ApiResponse.problem(
                422,
                "Input validation failed",
                detail.toString(),
                Map.of("invalid_fields", List.copyOf(this.violations))));
    }
}
