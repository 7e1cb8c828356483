/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the first fields of a JSON object that may be incomplete, or malformed after these fields.
 */
public final class JsonPrefix {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonPrefix() {}

    /**
     * Return the id of an object.
     *
     * @return its {@code id}, or {@code null} if the prefix does not contain the complete id
     */
    public static @Nullable String id(byte[] json) {
        String id = strings(json, Set.of("id")).get("id");
        return id == null || id.isBlank() ? null : id;
    }

    /**
     * Return fields of an object, not of the objects inside it.
     *
     * @return the fields with these names that are complete strings
     */
    public static Map<String, String> strings(byte[] json, Set<String> names) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return found;
            }
            while (found.size() < names.size() && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && names.contains(name)) {
                    found.put(name, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException ex) {
            return found;
        }
        return found;
    }
}
