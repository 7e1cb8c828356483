/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import io.github.replicate4j.generator.internal.model.ListType;
import io.github.replicate4j.generator.internal.model.ModelField;
import io.github.replicate4j.internal.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A field of a generated type.
 *
 * @param name the name in Java
 * @param type the type as it is written in code
 * @param nullable whether the field may be null
 * @param needsJsonName whether the client would derive another name in JSON
 */
record JavaField(ModelField declared, String name, String type, boolean nullable, boolean needsJsonName) {

    /** Return the fields of a type, whose names are unique. Names that need no annotation have precedence. */
    static List<JavaField> of(List<ModelField> fields, JavaTypes types) {
        UniqueNames names = UniqueNames.ofFields();
        Map<ModelField, String> unique = new HashMap<>();
        fields.stream()
                .sorted(Comparator.comparing(field -> !isSnakeCase(field.name())))
                .forEach(field -> unique.put(field, names.take(JavaNames.variable(field.name()))));
        // A name in JSON that is the Java name of another field would replace that field.
        Set<String> explicit = new HashSet<>();
        unique.forEach((field, name) -> {
            if (isRenamed(name, field.name())) {
                explicit.add(field.name());
            }
        });
        List<JavaField> result = new ArrayList<>();
        for (ModelField field : fields) {
            String name = String.valueOf(unique.get(field));
            boolean nullable = !field.required() || field.nullable();
            boolean needsJsonName = isRenamed(name, field.name()) || explicit.contains(name);
            result.add(new JavaField(field, name, types.name(field.type()), nullable, needsJsonName));
        }
        return result;
    }

    /** Names of getters could be misread. */
    private static boolean isRenamed(String name, String jsonName) {
        return !Json.fieldName(name).equals(jsonName) || name.matches("(get|is|set)\\P{Ll}.*");
    }

    private static boolean isSnakeCase(String name) {
        return Json.fieldName(JavaNames.variable(name)).equals(name);
    }

    String jsonName() {
        return this.declared.name();
    }

    boolean isList() {
        return this.declared.type() instanceof ListType;
    }

    boolean isSecret() {
        return this.declared.isSecret();
    }

    /** Return the declared type, with its nullness. */
    String nullableType(Imports imports) {
        if (!this.nullable) {
            return this.type;
        }
        // Java allows the annotation only before the simple name of a nested type, as in Input.@Nullable Style.
        int simpleName = this.type.contains("<") ? 0 : this.type.lastIndexOf('.') + 1;
        return this.type.substring(0, simpleName) + "@" + imports.use("org.jspecify.annotations.Nullable") + " "
                + this.type.substring(simpleName);
    }

    /** Return the annotations for JSON, each with a space after it. */
    String annotations(Imports imports, boolean input) {
        StringBuilder result = new StringBuilder();
        if (this.needsJsonName) {
            result.append(jsonProperty(imports)).append(' ');
        }
        if (input && sendsNull()) {
            result.append(jsonInclude(imports)).append(' ');
        }
        return result.toString();
    }

    /** Return whether an input contains the field even if it is null. */
    boolean sendsNull() {
        return this.declared.required() && this.nullable;
    }

    String jsonInclude(Imports imports) {
        return "@" + imports.use("com.fasterxml.jackson.annotation.JsonInclude") + "(JsonInclude.Include.ALWAYS)";
    }

    String jsonProperty(Imports imports) {
        return "@" + imports.use("com.fasterxml.jackson.annotation.JsonProperty") + "(" + Literals.text(jsonName())
                + ")";
    }

    String missing() {
        return Literals.text(jsonName() + " must be set");
    }
}
