/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.model;

import io.github.replicate4j.schema.ModelSchema;
import io.github.replicate4j.schema.SchemaField;
import io.github.replicate4j.schema.SchemaType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the types of the input or the output of a model, whose author may have written any schema. */
final class TypeReader {

    private static final int MAX_DEPTH = 20;

    /** Alternatives within alternatives can expand a small schema without bound. */
    private static final int MAX_TYPES = 20_000;

    private static final int MAX_OBJECTS = 200;

    /** A record has at most 254 components. */
    private static final int MAX_FIELDS_OF_NESTED_OBJECT = 200;

    private final ModelSchema schema;

    private final boolean output;

    private final Map<String, ObjectType> objects = new HashMap<>();

    /** Lists whose items are being read: a list may contain itself. */
    private final Set<String> openLists = new HashSet<>();

    private int types;

    private int objectCount;

    TypeReader(ModelSchema schema, boolean output) {
        this.schema = schema;
        this.output = output;
    }

    List<ModelField> input() {
        SchemaType input = this.schema.input();
        return input == null ? List.of() : fields(input, 0);
    }

    OutputDescription output() {
        SchemaType declared = this.schema.output();
        ValueType type = declared == null ? ScalarType.ANY : type(declared, "Output", 0);
        boolean nullable = declared != null && declared.isNullable();
        if (!(type instanceof ListType list) || declared == null || !isIterator(declared)) {
            return new OutputDescription(type, nullable, type, false);
        }
        boolean concatenated = "concatenate".equals(declared.keyword("x-cog-array-display"));
        return new OutputDescription(
                concatenated && list.item() == ScalarType.TEXT ? list.item() : type, nullable, list.item(), true);
    }

    private static boolean isIterator(SchemaType type) {
        return "iterator".equals(type.keyword("x-cog-array-type"));
    }

    /** No annotation of Jackson can express an empty name. */
    private List<ModelField> fields(SchemaType object, int depth) {
        return object.fields().values().stream()
                .filter(field -> !field.name().isEmpty())
                .map(field -> field(field, depth))
                .toList();
    }

    private ModelField field(SchemaField field, int depth) {
        ValueType type = type(field.type(), field.name(), depth + 1);
        return new ModelField(field.name(), type, field.required(), description(field.type()), field.type());
    }

    /** The description of an enumeration that a field refers to says nothing about the field. */
    private @Nullable String description(SchemaType type) {
        String component = type.component();
        SchemaType referenced = component == null ? null : this.schema.component(component);
        boolean ofComponent = referenced != null && Objects.equals(referenced.description(), type.description());
        String description = ofComponent && !type.choices().isEmpty() ? null : type.description();
        return description == null || description.isBlank() ? null : description;
    }

    private ValueType type(@Nullable SchemaType type, String name, int depth) {
        if (type == null || depth > MAX_DEPTH || ++this.types > MAX_TYPES) {
            return ScalarType.ANY;
        }
        if (!type.choices().isEmpty()) {
            return choice(type, name);
        }
        if (type.alternatives().isEmpty()) {
            return single(type, name, depth);
        }
        Set<ValueType> types = new LinkedHashSet<>();
        type.alternatives().forEach(each -> types.add(type(each, name, depth + 1)));
        ValueType common = common(types);
        return common == ScalarType.ANY && type.kind() != SchemaType.Kind.ARRAY ? single(type, name, depth) : common;
    }

    private ValueType single(SchemaType type, String name, int depth) {
        return switch (type.kind()) {
            case STRING -> text(type);
            case INTEGER -> Bounds.integer(type, name, this.output);
            case NUMBER -> ScalarType.DECIMAL;
            case BOOLEAN -> ScalarType.BOOLEAN;
            case ARRAY -> list(type, name, depth);
            case OBJECT -> type.fields().isEmpty() ? ScalarType.MAP : object(type, name, depth);
            case ANY -> ScalarType.ANY;
        };
    }

    private static ValueType text(SchemaType type) {
        if ("password".equals(type.format()) || Boolean.TRUE.equals(type.keyword("x-cog-secret"))) {
            return ScalarType.SECRET;
        }
        return type.isFile() ? ScalarType.FILE : ScalarType.TEXT;
    }

    private ValueType list(SchemaType type, String name, int depth) {
        String component = type.component();
        if (component != null && !this.openLists.add(component)) {
            return ScalarType.ANY;
        }
        ValueType item = type(type.items(), name, depth + 1);
        if (component != null) {
            this.openLists.remove(component);
        }
        return new ListType(item);
    }

    private ValueType object(SchemaType type, String name, int depth) {
        String component = type.component();
        ObjectType known = component == null ? null : this.objects.get(component);
        if (known != null) {
            return known;
        }
        if (++this.objectCount > MAX_OBJECTS || type.fields().size() > MAX_FIELDS_OF_NESTED_OBJECT) {
            return ScalarType.MAP;
        }
        ObjectType object = new ObjectType(component == null ? name : component);
        if (component != null) {
            this.objects.put(component, object);
        }
        object.fields(fields(type, depth));
        return object;
    }

    /** An output may have a value that a later version adds, so it has the type of the values. */
    private ValueType choice(SchemaType type, String name) {
        List<Object> values = List.copyOf(new LinkedHashSet<>(type.choices()));
        ChoiceType choice = new ChoiceType(type.component() == null ? name : type.component(), values);
        if (values.stream().allMatch(String.class::isInstance)) {
            return this.output ? ScalarType.TEXT : choice;
        }
        if (values.stream().allMatch(Number.class::isInstance)) {
            ScalarType number = choice.isInteger() ? ScalarType.LONG : ScalarType.DECIMAL;
            return this.output ? number : choice;
        }
        return values.stream().allMatch(Boolean.class::isInstance) ? ScalarType.BOOLEAN : ScalarType.ANY;
    }

    /** Return the type that has the values of all given types. */
    private static ValueType common(Set<ValueType> types) {
        if (types.size() == 1) {
            return types.iterator().next();
        }
        if (types.stream().allMatch(TypeReader::isNumber)) {
            return types.contains(ScalarType.DECIMAL) ? ScalarType.DECIMAL : ScalarType.LONG;
        }
        return types.stream().allMatch(TypeReader::isText) ? ScalarType.TEXT : ScalarType.ANY;
    }

    private static boolean isNumber(ValueType type) {
        return type == ScalarType.INTEGER || type == ScalarType.LONG || type == ScalarType.DECIMAL;
    }

    private static boolean isText(ValueType type) {
        return type == ScalarType.TEXT
                || type == ScalarType.FILE
                || type instanceof ChoiceType choice && choice.isText();
    }
}
