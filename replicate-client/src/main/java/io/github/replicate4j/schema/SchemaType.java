/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.schema;

import io.github.replicate4j.internal.schema.MergedSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Type of a value in the schema of a model, with its limits. A limit that the schema does not set is {@code null}.
 *
 * @since 0.1.0
 */
public final class SchemaType {

    private final Function<Map<?, ?>, SchemaType> types;

    private final MergedSchema merged;

    private final @Nullable String component;

    // The types of parts are read when they are needed, because they may contain this type.

    private volatile @Nullable List<SchemaType> alternatives;

    private volatile @Nullable Map<String, SchemaField> fields;

    private volatile @Nullable SchemaType items;

    SchemaType(Function<Map<?, ?>, SchemaType> types, MergedSchema merged, @Nullable String component) {
        this.types = types;
        this.merged = merged;
        this.component = component;
    }

    /**
     * Kind of a value.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** Text, or the URL of a file: see {@link SchemaType#isFile()}. */
        STRING,
        /** A whole number. */
        INTEGER,
        /** A number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A list. */
        ARRAY,
        /** An object with fields. */
        OBJECT,
        /** Any value, because the schema has no type, or alternatives of several kinds. */
        ANY
    }

    /**
     * Return the kind of value.
     *
     * @return the kind, which is also that of all alternatives
     */
    public Kind kind() {
        Kind own = ownKind();
        if (own != Kind.ANY || alternatives().isEmpty()) {
            return own;
        }
        Set<Kind> kinds = new LinkedHashSet<>();
        alternatives().forEach(alternative -> kinds.add(alternative.ownKind()));
        return kinds.size() == 1 ? kinds.iterator().next() : Kind.ANY;
    }

    private Kind ownKind() {
        Object type = this.merged.keyword("type");
        if (type == null) {
            return inferredKind();
        }
        return switch (type.toString()) {
            case "string" -> Kind.STRING;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            case "array" -> Kind.ARRAY;
            case "object" -> Kind.OBJECT;
            default -> Kind.ANY;
        };
    }

    private Kind inferredKind() {
        if (!this.merged.properties().isEmpty()) {
            return Kind.OBJECT;
        }
        if (this.merged.keyword("items") instanceof Map<?, ?>) {
            return Kind.ARRAY;
        }
        List<Object> choices = ownChoices();
        return !choices.isEmpty() && choices.stream().allMatch(String.class::isInstance) ? Kind.STRING : Kind.ANY;
    }

    /**
     * Return whether the value is a file: a string of the format {@code uri}.
     *
     * @return whether it is a file
     */
    public boolean isFile() {
        return kind() == Kind.STRING && "uri".equals(format());
    }

    /**
     * Return whether {@code null} is a value: it is {@code nullable}, one of the types, or the default.
     *
     * @return whether {@code null} is accepted
     */
    public boolean isNullable() {
        return this.merged.nullable();
    }

    /**
     * Return the name of the type in {@code components.schemas}, such as the name of an enumeration. Types that contain
     * themselves have a name: code that follows the parts of a type recognizes by the name that it has seen the type.
     *
     * @return the name, or {@code null} for a type that is described where it is used
     */
    public @Nullable String component() {
        return this.component;
    }

    /**
     * Return the title.
     *
     * @return the title, or {@code null}
     */
    public @Nullable String title() {
        return text("title");
    }

    /**
     * Return the description.
     *
     * @return the description, or {@code null}
     */
    public @Nullable String description() {
        return text("description");
    }

    /**
     * Return the format of a string or number.
     *
     * @return the format, such as {@code uri} or {@code date-time}, or {@code null}
     */
    public @Nullable String format() {
        return text("format");
    }

    /**
     * Return whether there is a default.
     *
     * @return {@code true} even if the default is {@code null}
     */
    public boolean hasDefault() {
        return this.merged.hasKeyword("default");
    }

    /**
     * Return the default.
     *
     * @return the default as a JSON value, or {@code null} if it is {@code null} or there is none
     */
    public @Nullable Object defaultValue() {
        return this.merged.keyword("default");
    }

    /**
     * Return the only possible values: those of {@code enum} or {@code const}.
     *
     * @return the values without {@code null}, in the order of the schema; empty if the values are not limited
     */
    public List<Object> choices() {
        List<Object> own = ownChoices();
        if (!own.isEmpty() || alternatives().isEmpty()) {
            return own;
        }
        Set<Object> all = new LinkedHashSet<>();
        for (SchemaType alternative : alternatives()) {
            List<Object> choices = alternative.ownChoices();
            if (choices.isEmpty()) {
                return List.of();
            }
            all.addAll(choices);
        }
        return List.copyOf(all);
    }

    private List<Object> ownChoices() {
        if (this.merged.keyword("enum") instanceof List<?> values) {
            return values.stream()
                    .filter(Objects::nonNull)
                    .<Object>map(value -> value)
                    .toList();
        }
        Object constant = this.merged.keyword("const");
        return constant == null ? List.of() : List.of(constant);
    }

    /**
     * Return the lowest number.
     *
     * @return the inclusive limit, or {@code null}
     */
    public @Nullable BigDecimal minimum() {
        return Boolean.TRUE.equals(this.merged.keyword("exclusiveMinimum")) ? null : number("minimum");
    }

    /**
     * Return the highest number.
     *
     * @return the inclusive limit, or {@code null}
     */
    public @Nullable BigDecimal maximum() {
        return Boolean.TRUE.equals(this.merged.keyword("exclusiveMaximum")) ? null : number("maximum");
    }

    /**
     * Return the number that a number must exceed.
     *
     * @return the exclusive limit, or {@code null}
     */
    public @Nullable BigDecimal exclusiveMinimum() {
        return Boolean.TRUE.equals(this.merged.keyword("exclusiveMinimum"))
                ? number("minimum")
                : number("exclusiveMinimum");
    }

    /**
     * Return the number below which a number must be.
     *
     * @return the exclusive limit, or {@code null}
     */
    public @Nullable BigDecimal exclusiveMaximum() {
        return Boolean.TRUE.equals(this.merged.keyword("exclusiveMaximum"))
                ? number("maximum")
                : number("exclusiveMaximum");
    }

    /**
     * Return the minimum length of a string.
     *
     * @return the number of Unicode code points, or {@code null}
     */
    public @Nullable Long minLength() {
        return count("minLength");
    }

    /**
     * Return the maximum length of a string.
     *
     * @return the number of Unicode code points, or {@code null}
     */
    public @Nullable Long maxLength() {
        return count("maxLength");
    }

    /**
     * Return the minimum number of items of a list.
     *
     * @return the number, or {@code null}
     */
    public @Nullable Long minItems() {
        return count("minItems");
    }

    /**
     * Return the maximum number of items of a list.
     *
     * @return the number, or {@code null}
     */
    public @Nullable Long maxItems() {
        return count("maxItems");
    }

    /**
     * Return the type of the items of a list.
     *
     * @return the type, or {@code null} if the items can be anything, or this is no list
     */
    public @Nullable SchemaType items() {
        SchemaType known = this.items;
        if (known == null && this.merged.keyword("items") instanceof Map<?, ?> schema) {
            known = this.types.apply(schema);
            this.items = known;
        }
        return known;
    }

    /**
     * Return the fields of an object. They have the order of {@code x-order}, followed by those without one.
     *
     * @return the fields by name; empty if the schema names none, or this is no object
     */
    public Map<String, SchemaField> fields() {
        Map<String, SchemaField> known = this.fields;
        if (known == null) {
            known = readFields();
            this.fields = known;
        }
        return known;
    }

    private Map<String, SchemaField> readFields() {
        List<SchemaField> all = new ArrayList<>();
        this.merged.properties().forEach((name, schema) -> {
            SchemaType type = this.types.apply(schema instanceof Map<?, ?> map ? map : Map.of());
            Integer order = type.keyword("x-order") instanceof Number number ? number.intValue() : null;
            all.add(new SchemaField(name, type, this.merged.required().contains(name), order));
        });
        all.sort(Comparator.comparing(SchemaField::order, Comparator.nullsLast(Comparator.naturalOrder())));
        Map<String, SchemaField> sorted = new LinkedHashMap<>();
        all.forEach(field -> sorted.put(field.name(), field));
        return Collections.unmodifiableMap(sorted);
    }

    /**
     * Return the names of the required fields of an object, including those that {@link #fields()} does not describe.
     *
     * @return the names
     */
    public Set<String> required() {
        return Collections.unmodifiableSet(this.merged.required());
    }

    /**
     * Return whether an object may have further fields: {@code additionalProperties}.
     *
     * @return {@code true} if the schema allows them or describes their type, {@code false} if it forbids them, and
     *     {@code null} if it does not say
     */
    public @Nullable Boolean otherFieldsAllowed() {
        Object other = this.merged.keyword("additionalProperties");
        if (other instanceof Boolean allowed) {
            return allowed;
        }
        return other == null ? null : true;
    }

    /**
     * Return the type of the fields of an object that {@link #fields()} does not describe.
     *
     * @return the type, or {@code null} if they can be anything
     */
    public @Nullable SchemaType otherFields() {
        return this.merged.keyword("additionalProperties") instanceof Map<?, ?> schema
                ? this.types.apply(schema)
                : null;
    }

    /**
     * Return the types of which a value has at least one: {@code anyOf}, {@code oneOf} or a list of types. The other methods
     * of this type describe what applies to all of them.
     *
     * @return two or more types; empty if there is no choice
     */
    public List<SchemaType> alternatives() {
        List<SchemaType> known = this.alternatives;
        if (known == null) {
            known = this.merged.alternatives().stream().map(this.types).toList();
            this.alternatives = known;
        }
        return known;
    }

    /**
     * Return a keyword for which this class has no method, such as {@code x-cog-array-display}.
     *
     * @param name name of the keyword
     * @return its value as maps, lists and JSON values, or {@code null}
     */
    public @Nullable Object keyword(String name) {
        return this.merged.keyword(name);
    }

    /**
     * Return all keywords, merged with those of the schemas that this type refers to and is composed of. {@code type} is the
     * only type besides {@code null}; nested schemas are as they were written.
     *
     * @return the keywords; the values are maps, lists and JSON values
     */
    public Map<String, @Nullable Object> keywords() {
        return this.merged.keywords();
    }

    private @Nullable String text(String keyword) {
        return this.merged.keyword(keyword) instanceof String text ? text : null;
    }

    private @Nullable BigDecimal number(String keyword) {
        if (!(this.merged.keyword(keyword) instanceof Number number)) {
            return null;
        }
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException ex) {
            return null; // infinite
        }
    }

    private @Nullable Long count(String keyword) {
        return this.merged.keyword(keyword) instanceof Number number ? (Long) number.longValue() : null;
    }

    /** Return a description without the values of the schema. */
    @Override
    public String toString() {
        return "SchemaType[" + (this.component == null ? "" : this.component + ", ") + kind() + "]";
    }
}
