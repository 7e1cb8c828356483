/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import io.github.replicate4j.internal.validation.ValueRules;
import io.github.replicate4j.schema.SchemaField;
import io.github.replicate4j.schema.SchemaType;
import java.math.BigDecimal;
import java.util.List;
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

    static InputField of(SchemaField field) {
        SchemaType type = first(field.type());
        boolean list = type.kind() == SchemaType.Kind.ARRAY;
        SchemaType items = list ? type.items() : type;
        SchemaType value = items == null ? null : first(items);
        return new InputField(
                field.name(),
                value == null ? Kind.ANY : kind(value),
                list,
                field.required(),
                value == null ? List.of() : value.choices(),
                value == null ? null : value.minimum(),
                value == null ? null : value.maximum(),
                type.maxItems() == null ? null : (int) Math.min(type.maxItems(), Integer.MAX_VALUE));
    }

    /** Return the first alternative of a type that has several kinds. */
    static SchemaType first(SchemaType type) {
        return type.kind() == SchemaType.Kind.ANY && !type.alternatives().isEmpty()
                ? type.alternatives().get(0)
                : type;
    }

    private static Kind kind(SchemaType type) {
        return switch (type.kind()) {
            case STRING -> type.isFile() ? Kind.FILE : Kind.TEXT;
            case INTEGER -> Kind.INTEGER;
            case NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
            case OBJECT -> Kind.OBJECT;
            case ARRAY, ANY -> Kind.ANY;
        };
    }

    /**
     * Return the spelling of a choice in the schema. Upper and lower case are not distinguished, nor are numbers with and without
     * a fraction of zero.
     *
     * @param value a value
     * @return the choice, or {@code null} if the value is none
     */
    public @Nullable Object choice(Object value) {
        return this.choices.stream()
                .filter(choice ->
                        choice.toString().equalsIgnoreCase(value.toString()) || ValueRules.isEqual(choice, value))
                .findFirst()
                .orElse(null);
    }
}
