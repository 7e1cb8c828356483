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

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.catalog.Hardware;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.RequestBody;
import io.github.replicate4j.emulator.internal.http.Violations;
import io.github.replicate4j.emulator.internal.json.JsonTypes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON body, each read and checked by its name. What is wrong comes to light in {@link #raise()}. */
final class BodyFields {

    private final Map<String, Object> body;
    private final Violations violations = new Violations();

    private BodyFields(Map<String, Object> body) {
        this.body = body;
    }

    static BodyFields of(ReceivedRequest request) {
        return new BodyFields(RequestBody.read(request));
    }

    Map<String, Object> raw() {
        return this.body;
    }

    boolean has(String name) {
        return this.body.containsKey(name);
    }

    /** A text that must be there; empty if it is not. */
    String required(String name) {
        if (!has(name)) {
            this.violations.missing("", name);
            return "";
        }
        String text = optional(name);
        if (text == null) {
            this.violations.wrongType(name, "string", "null");
            return "";
        }
        return text;
    }

    /** A text that may be missing, or null. */
    @Nullable
    String optional(String name) {
        Object value = this.body.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        this.violations.wrongType(name, "string", JsonTypes.nameOf(value));
        return null;
    }

    /** One of a few texts; the first of them if it is none. */
    String oneOf(String name, List<String> allowed) {
        String text = required(name);
        if (has(name) && !allowed.contains(text)) {
            this.violations.add(name, "enum", name + " must be one of the following: " + allowed);
        }
        return allowed.contains(text) ? text : allowed.get(0);
    }

    /** The name of some hardware. */
    String hardware(String name) {
        String sku = required(name);
        if (has(name) && !Hardware.has(sku)) {
            this.violations.add(name, "enum", "There is no hardware '" + sku + "'");
        }
        return sku;
    }

    /** A whole number from 0 on. */
    int number(String name, int greatest) {
        Object value = this.body.get(name);
        if (!has(name)) {
            this.violations.missing("", name);
        } else if (value == null || !JsonTypes.nameOf(value).equals("integer")) {
            this.violations.wrongType(name, "integer", JsonTypes.nameOf(value));
        } else {
            int number = ((Number) value).intValue();
            if (number >= 0 && number <= greatest) {
                return number;
            }
            this.violations.add(name, "number_out_of_range", "Must be between 0 and " + greatest);
        }
        return 0;
    }

    /** An object that must be there; empty if it is not. */
    @SuppressWarnings("unchecked") // JSON objects have texts as keys
    Map<String, Object> object(String name) {
        if (!has(name)) {
            this.violations.missing("", name);
        } else if (this.body.get(name) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        } else {
            this.violations.wrongType(name, "object", JsonTypes.nameOf(this.body.get(name)));
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
