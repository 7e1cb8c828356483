/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON value and the line on which it begins, for messages about mistakes.
 *
 * @param value a map of names to located values, a list of located values, a string, number or boolean, or null
 * @param line the line of the value, or of its name if it has one, starting at 1
 */
public record LocatedJson(@Nullable Object value, int line) {

    // The content of a file is a single string.
    private static final int MAX_STRING = 64 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
            .build();

    /**
     * Parse a JSON document. The names of an object must be unique.
     *
     * @throws JacksonException if the bytes are not a JSON document
     */
    public static LocatedJson parse(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() == null) {
                throw new StreamReadException(parser, "The document is empty");
            }
            LocatedJson document = read(parser, line(parser));
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "There is text after the end of the document");
            }
            return document;
        }
    }

    private static LocatedJson read(JsonParser parser, int line) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new LocatedJson(readFields(parser), line);
            case START_ARRAY -> new LocatedJson(readItems(parser), line);
            case VALUE_STRING -> new LocatedJson(parser.getString(), line);
            case VALUE_TRUE -> new LocatedJson(true, line);
            case VALUE_FALSE -> new LocatedJson(false, line);
            case VALUE_NULL -> new LocatedJson(null, line);
            default -> new LocatedJson(parser.getNumberValue(), line);
        };
    }

    private static Map<String, LocatedJson> readFields(JsonParser parser) {
        Map<String, LocatedJson> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = line(parser);
            parser.nextToken();
            fields.put(name, read(parser, line));
        }
        return fields;
    }

    private static List<LocatedJson> readItems(JsonParser parser) {
        List<LocatedJson> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser, line(parser)));
        }
        return items;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** Return the fields of an object, or null if this is not an object. */
    @SuppressWarnings("unchecked")
    public @Nullable Map<String, LocatedJson> fields() {
        return this.value instanceof Map ? (Map<String, LocatedJson>) this.value : null;
    }

    /** Return the items of a list, or null if this is not a list. */
    @SuppressWarnings("unchecked")
    public @Nullable List<LocatedJson> items() {
        return this.value instanceof List ? (List<LocatedJson>) this.value : null;
    }

    /** Return the value as maps, lists and plain values, without lines. */
    public @Nullable Object plain() {
        Map<String, LocatedJson> fields = fields();
        if (fields != null) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            fields.forEach((name, each) -> plain.put(name, each.plain()));
            return plain;
        }
        List<LocatedJson> items = items();
        if (items != null) {
            List<@Nullable Object> plain = new ArrayList<>();
            items.forEach(each -> plain.add(each.plain()));
            return plain;
        }
        return this.value;
    }
}
