/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import io.github.replicate4j.generator.internal.model.ChoiceType;
import io.github.replicate4j.generator.internal.model.ListType;
import io.github.replicate4j.generator.internal.model.ModelField;
import io.github.replicate4j.generator.internal.model.ObjectType;
import io.github.replicate4j.generator.internal.model.ScalarType;
import io.github.replicate4j.generator.internal.model.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Java types of one file, in which the types of choices and objects are nested. */
final class JavaTypes {

    private final Imports imports;

    private final String file;

    private final UniqueNames names;

    /** Nested types by what they are generated from; objects by identity. */
    private final Map<ValueType, String> nested = new LinkedHashMap<>();

    /**
     * @param owner name of the type of the file
     * @param file the Java type of files
     */
    JavaTypes(Imports imports, String owner, String file) {
        this.imports = imports;
        this.file = file;
        this.names = UniqueNames.ofNestedTypes(owner);
    }

    /** Use the type of the file for an object, instead of a nested type. */
    JavaTypes with(ObjectType object, String name) {
        this.nested.put(object, name);
        return this;
    }

    /** Name the types of fields, and of their parts. */
    void declare(List<ModelField> fields) {
        fields.forEach(field -> declare(field.type()));
    }

    private void declare(ValueType type) {
        if (type instanceof ListType list) {
            declare(list.item());
        } else if (type instanceof ChoiceType choice && !this.nested.containsKey(choice)) {
            this.nested.put(choice, this.names.take(JavaNames.type(choice.name(), "Type")));
        } else if (type instanceof ObjectType object && !this.nested.containsKey(object)) {
            this.nested.put(object, this.names.take(JavaNames.type(object.name(), "Type")));
            declare(object.fields());
        }
    }

    Map<ValueType, String> nested() {
        return this.nested;
    }

    Imports imports() {
        return this.imports;
    }

    /** Return a type as it is written in code. */
    String name(ValueType type) {
        if (type instanceof ListType list) {
            return this.imports.use("java.util.List") + "<" + name(list.item()) + ">";
        }
        if (!(type instanceof ScalarType scalar)) {
            return String.valueOf(this.nested.get(type));
        }
        return switch (scalar) {
            case TEXT, SECRET -> "String";
            case FILE -> this.imports.use(this.file);
            case INTEGER -> "Integer";
            case LONG -> "Long";
            case DECIMAL -> "Double";
            case BOOLEAN -> "Boolean";
            case MAP -> this.imports.use("java.util.Map") + "<String, ?>";
            case ANY -> "Object";
        };
    }
}
