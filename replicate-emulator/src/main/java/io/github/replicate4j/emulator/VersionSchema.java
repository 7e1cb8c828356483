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

package io.github.replicate4j.emulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI description of a version.
 *
 * @param type what the version puts out
 * @param output the schema of that, in place of the usual one for the type
 * @param fixed whether the whole description is {@code whole}, and nothing is worked out
 * @param whole the description, if it is fixed
 */
record VersionSchema(
        OutputType type,
        @Nullable Map<String, Object> output,
        boolean fixed,
        @Nullable Map<String, Object> whole) {

    static VersionSchema putsOut(OutputType type) {
        return new VersionSchema(type, null, false, null);
    }

    VersionSchema withOutput(Map<String, Object> schema) {
        return new VersionSchema(this.type, schema, false, null);
    }

    VersionSchema fixedTo(@Nullable Map<String, Object> description) {
        return new VersionSchema(this.type, this.output, true, description);
    }

    /** The whole description. */
    @Nullable
    Map<String, Object> write(Collection<InputField> inputs) {
        if (this.fixed) {
            return this.whole;
        }
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put("Input", input(inputs, schemas));
        schemas.put("Output", this.output == null ? this.type.schema() : this.output);
        schemas.put("TrainingInput", Map.of("type", "object", "title", "TrainingInput"));
        schemas.put("TrainingOutput", trainingOutput());
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("openapi", "3.0.2");
        description.put("info", Map.of("title", "Cog", "version", "0.1.0"));
        description.put("paths", Map.of());
        description.put("components", Map.of("schemas", schemas));
        return description;
    }

    private static Map<String, Object> input(Collection<InputField> fields, Map<String, Object> schemas) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (InputField field : fields) {
            properties.put(field.name(), property(field, properties.size(), schemas));
            if (field.required()) {
                required.add(field.name());
            }
        }
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("type", "object");
        input.put("title", "Input");
        if (!required.isEmpty()) {
            input.put("required", required);
        }
        input.put("properties", properties);
        return input;
    }

    private static Map<String, Object> property(InputField field, int order, Map<String, Object> schemas) {
        Map<String, Object> property = new LinkedHashMap<>();
        if (field.choices().isEmpty()) {
            property.put("title", title(field.name()));
            if (field.type() != InputType.ANY) {
                property.put("type", field.type().jsonName());
            }
        } else {
            schemas.put(field.name(), choices(field));
            property.put("allOf", List.of(Map.of("$ref", "#/components/schemas/" + field.name())));
        }
        if (field.type() == InputType.FILE) {
            property.put("format", "uri");
        }
        putUnlessNull(property, "minimum", plain(field, field.minimum()));
        putUnlessNull(property, "maximum", plain(field, field.maximum()));
        putUnlessNull(property, "default", field.defaultValue());
        property.put("x-order", order);
        return property;
    }

    private static Map<String, Object> choices(InputField field) {
        Map<String, Object> choices = new LinkedHashMap<>();
        choices.put("type", field.type().jsonName());
        choices.put("title", field.name());
        choices.put("description", "An enumeration.");
        choices.put("enum", field.choices());
        return choices;
    }

    private static Map<String, Object> trainingOutput() {
        Map<String, Object> text = Map.of("type", "string");
        return Map.of(
                "type", "object", "title", "TrainingOutput", "properties", Map.of("version", text, "weights", text));
    }

    private static @Nullable Number plain(InputField field, @Nullable Double bound) {
        return bound != null && field.type() == InputType.INTEGER ? (Number) bound.longValue() : bound;
    }

    private static String title(String name) {
        String words = name.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static void putUnlessNull(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
