/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An input of a model, as its schema describes it.
 *
 * @param name name in the schema
 * @param kind type of the value, or of the items of a list
 * @param list whether the value is a list
 * @param required whether a prediction needs the input
 * @param choices the only possible values; empty if there is no such limit
 * @param minimum lowest number, or {@code null}
 * @param maximum highest number, or {@code null}
 * @param maxItems largest number of items of a list, or {@code null}
 * @since 0.1.0
 */
public record InputField(
        String name,
        Kind kind,
        boolean list,
        boolean required,
        List<Object> choices,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable Integer maxItems) {

    /**
     * Type of a value.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** Text. */
        TEXT,
        /** A whole number. */
        INTEGER,
        /** A number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A file: its URL, or the contents as a data URL. */
        FILE,
        /** An object. */
        OBJECT,
        /** Any value, because the schema has no type. */
        ANY
    }

    /** Return a field of a model without a schema. */
    static InputField untyped(String name, Kind kind) {
        return new InputField(name, kind, false, false, List.of(), null, null, null);
    }

    static InputField of(String name, Map<?, ?> schema, boolean required) {
        Map<?, ?> type = SchemaTypes.effective(schema);
        boolean list = "array".equals(type.get("type"));
        Map<?, ?> value = list ? SchemaTypes.effective(SchemaTypes.map(type.get("items"))) : type;
        List<Object> choices = new ArrayList<>();
        if (value.get("enum") instanceof List<?> values) {
            values.stream().filter(each -> each != null).forEach(choices::add);
        }
        return new InputField(
                name,
                kind(value),
                list,
                required,
                List.copyOf(choices),
                number(value, "minimum"),
                number(value, "maximum"),
                type.get("maxItems") instanceof Number items ? items.intValue() : null);
    }

    private static Kind kind(Map<?, ?> schema) {
        return switch (String.valueOf(schema.get("type"))) {
            case "string" -> "uri".equals(schema.get("format")) ? Kind.FILE : Kind.TEXT;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            case "object" -> Kind.OBJECT;
            default -> Kind.ANY;
        };
    }

    private static @Nullable BigDecimal number(Map<?, ?> schema, String name) {
        return schema.get(name) instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    /**
     * Return the spelling of a choice in the schema. Upper and lower case are not distinguished.
     *
     * @param value a value
     * @return the choice, or {@code null} if the value is none
     */
    public @Nullable Object choice(Object value) {
        return this.choices.stream()
                .filter(choice -> choice.toString().equalsIgnoreCase(value.toString()))
                .findFirst()
                .orElse(null);
    }
}
