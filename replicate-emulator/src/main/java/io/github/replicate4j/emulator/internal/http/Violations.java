/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
