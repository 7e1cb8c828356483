/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import io.github.replicate4j.generator.internal.model.ListType;
import io.github.replicate4j.generator.internal.model.ModelField;
import io.github.replicate4j.generator.internal.model.ScalarType;
import io.github.replicate4j.internal.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of a generated type.
 *
 * @param name the name in Java
 * @param type the type as it is written in code
 * @param nullable whether the field may be null
 */
record JavaField(ModelField declared, String name, String type, boolean nullable) {

    /** Return the fields of a type, whose names are unique. Names that need no annotation have precedence. */
    static List<JavaField> of(List<ModelField> fields, JavaTypes types, boolean input) {
        UniqueNames names = UniqueNames.ofFields();
        Map<ModelField, String> unique = new HashMap<>();
        fields.stream()
                .sorted(Comparator.comparing(field -> !isSnakeCase(field.name())))
                .forEach(field -> unique.put(field, names.take(JavaNames.variable(field.name()))));
        List<JavaField> result = new ArrayList<>();
        for (ModelField field : fields) {
            boolean nullable = !field.required() || field.nullable();
            result.add(new JavaField(field, String.valueOf(unique.get(field)), types.name(field.type()), nullable));
        }
        return result;
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
        return this.declared.type() == ScalarType.SECRET;
    }

    /** Return the declared type, with its nullness. */
    String nullableType(Imports imports) {
        return this.nullable ? "@" + imports.use("org.jspecify.annotations.Nullable") + " " + this.type : this.type;
    }

    /** Return whether the client would write another name. Names of getters could be misread. */
    boolean needsJsonName() {
        return !Json.fieldName(this.name).equals(jsonName()) || this.name.matches("(get|is|set)\\P{Ll}.*");
    }

    /** Return the annotations for JSON, each with a space after it. */
    String annotations(Imports imports, boolean input) {
        StringBuilder result = new StringBuilder();
        if (needsJsonName()) {
            result.append(jsonProperty(imports)).append(' ');
        }
        if (input && this.declared.required() && this.nullable) {
            result.append('@')
                    .append(imports.use("com.fasterxml.jackson.annotation.JsonInclude"))
                    .append("(JsonInclude.Include.ALWAYS) ");
        }
        return result.toString();
    }

    String jsonProperty(Imports imports) {
        return "@" + imports.use("com.fasterxml.jackson.annotation.JsonProperty") + "(" + Literals.text(jsonName())
                + ")";
    }

    String missing() {
        return Literals.text(jsonName() + " must be set");
    }
}
