/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import io.github.replicate4j.generator.internal.model.ChoiceType;
import java.util.ArrayList;
import java.util.List;

/** Writes the enumeration of the values of a field. */
final class ChoiceWriter {

    private final Imports imports;

    ChoiceWriter(Imports imports) {
        this.imports = imports;
    }

    void write(ChoiceType choice, String name, Lines lines) {
        String type = choice.isText() ? "String" : choice.isInteger() ? "long" : "double";
        lines.javadoc(List.of("Values of " + Javadoc.code(choice.name()) + "."));
        lines.add("public enum " + name + " {");
        Lines body = lines.indented();
        UniqueNames names = UniqueNames.ofConstants();
        List<String> constants = new ArrayList<>();
        for (Object value : choice.values()) {
            constants.add(names.take(JavaNames.constant(value, choice.name())) + "(" + literal(value, choice) + ")");
        }
        for (int i = 0; i < constants.size(); i++) {
            body.add(constants.get(i) + (i < constants.size() - 1 ? "," : ";"));
        }
        body.add("").add("private final " + type + " value;").add("");
        body.add(name + "(" + type + " value) {");
        body.indented().add("this.value = value;");
        body.add("}").add("");
        body.javadoc(List.of("Return the value that is sent.", "@return the value in the schema"));
        body.add("@" + this.imports.use("com.fasterxml.jackson.annotation.JsonValue"));
        body.add("public " + type + " value() {");
        body.indented().add("return this.value;");
        body.add("}");
        lines.add("}");
    }

    private static String literal(Object value, ChoiceType choice) {
        if (choice.isText()) {
            return Literals.text(String.valueOf(value));
        }
        return choice.isInteger() ? value + "L" : String.valueOf(((Number) value).doubleValue());
    }
}
