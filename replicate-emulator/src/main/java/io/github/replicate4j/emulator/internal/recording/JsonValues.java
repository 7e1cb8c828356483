/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads, changes and writes JSON without a loss of precision.
 */
final class JsonValues {

    // Inputs and outputs can contain files as data URLs.
    private static final int MAX_STRING = 64 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final JsonMapper PRETTY =
            MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonValues() {}

    /**
     * Read a JSON value as maps, lists and plain values.
     *
     * @throws JacksonException if the bytes are not JSON
     */
    static @Nullable Object read(byte[] json) {
        return MAPPER.readValue(json, Object.class);
    }

    static byte[] write(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static byte[] writePretty(@Nullable Object value) {
        return PRETTY.writeValueAsBytes(value);
    }

    /** Return a copy in which every string has been replaced. */
    static @Nullable Object replaceStrings(@Nullable Object value, @Nullable String name, Replacement replacement) {
        if (value instanceof String text) {
            return replacement.replace(name, text);
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> replaced = new ArrayList<>(items.size());
            items.forEach(item -> replaced.add(replaceStrings(item, name, replacement)));
            return replaced;
        }
        if (value instanceof Map<?, ?> fields) {
            Map<String, @Nullable Object> replaced = new LinkedHashMap<>();
            fields.forEach((key, field) -> {
                // What is in a secret is a secret, too.
                String closest = name != null && SensitiveNames.contain(name) ? name : (String) key;
                replaced.put((String) key, replaceStrings(field, closest, replacement));
            });
            return replaced;
        }
        return value;
    }

    /**
     * Return text in which every string has been replaced if it is a JSON object or list, or else the whole text. JSON without
     * replaced strings is not changed.
     */
    static String replaceText(String text, Replacement replacement) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                Object json = read(text.getBytes(StandardCharsets.UTF_8));
                Object replaced = replaceStrings(json, null, replacement);
                return Objects.equals(replaced, json) ? text : new String(write(replaced), StandardCharsets.UTF_8);
            } catch (JacksonException ex) {
                // Other text, such as a part of JSON.
            }
        }
        return replacement.replace(null, text);
    }

    /** Return a copy with sorted names, in which equal numbers are equal. */
    static @Nullable Object normalize(@Nullable Object value) {
        if (value instanceof List<?> items) {
            List<@Nullable Object> normalized = new ArrayList<>(items.size());
            items.forEach(item -> normalized.add(normalize(item)));
            return normalized;
        }
        if (value instanceof Map<?, ?> fields) {
            Map<String, @Nullable Object> normalized = new TreeMap<>();
            fields.forEach((key, field) -> normalized.put((String) key, normalize(field)));
            return normalized;
        }
        return value instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
    }

    /** Return the line of the value at a JSON pointer, or of its closest parent that exists, starting at 1. */
    static int line(byte[] json, String pointer) {
        int line = 1;
        int depth = 0;
        try (JsonParser parser = MAPPER.createParser(json)) {
            while (parser.nextToken() != null) {
                String path = parser.streamReadContext().pathAsPointer().toString();
                if ((pointer + "/").startsWith(path + "/") && path.length() > depth) {
                    depth = path.length();
                    line = parser.currentTokenLocation().getLineNr();
                }
            }
        }
        return line;
    }

    /** Replaces a string. */
    @FunctionalInterface
    interface Replacement {

        /**
         * Return the replacement.
         *
         * @param name the name of the closest field that contains the string, or null
         */
        String replace(@Nullable String name, String text);
    }
}
