/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.json;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON as maps, lists and plain values, and keeps the order of properties.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /**
     * Read a JSON object.
     *
     * @throws JacksonException if the bytes are not a JSON object
     */
    public static @Nullable Map<String, Object> readObject(byte[] bytes) {
        return MAPPER.readValue(bytes, OBJECT);
    }

    /** Read a JSON list, or return null if it is invalid. */
    public static @Nullable List<?> readList(String json) {
        try {
            return MAPPER.readValue(json, List.class);
        } catch (JacksonException ex) {
            return null;
        }
    }

    /** Read a JSON string, or return null if it is invalid. */
    public static @Nullable String readString(String json) {
        try {
            return MAPPER.readValue(json, String.class);
        } catch (JacksonException ex) {
            return null;
        }
    }

    /**
     * Read a record.
     *
     * @throws JacksonException if the JSON does not match the type
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        return MAPPER.readValue(bytes, type);
    }

    /** Write a value without closing the stream. */
    public static void write(Object value, OutputStream out) {
        MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).writeValue(out, value);
    }

    public static byte[] write(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Return the name of the type of a value. A floating-point number without a fraction is an integer. */
    public static String typeOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            return number == Math.rint(number) ? "integer" : "number";
        }
        if (value instanceof Number) {
            return "integer";
        }
        if (value instanceof List) {
            return "array";
        }
        return value instanceof Map ? "object" : "any";
    }
}
