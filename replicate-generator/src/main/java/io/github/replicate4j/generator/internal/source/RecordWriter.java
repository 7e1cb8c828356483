/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the record of an input, an output or an object in one of them. */
final class RecordWriter {

    private final String name;

    private final List<JavaField> fields;

    private final boolean input;

    private final Imports imports;

    RecordWriter(String name, List<JavaField> fields, boolean input, Imports imports) {
        this.name = name;
        this.fields = fields;
        this.input = input;
        this.imports = imports;
    }

    /** Write a record that is nested in another type. The caller writes its closing brace. */
    void writeNested(List<String> description, Lines lines) {
        writeJavadoc(description, lines);
        writeDeclaration(lines);
    }

    /** Write a record that is the type of a file. The caller writes its nested types and its closing brace. */
    void writeMain(List<String> description, Lines lines) {
        writeJavadoc(description, lines);
        lines.add("@" + this.imports.use("org.jspecify.annotations.NullMarked"));
        writeDeclaration(lines);
    }

    private void writeJavadoc(List<String> description, Lines lines) {
        List<String> paragraphs = new ArrayList<>(description);
        this.fields.forEach(field -> paragraphs.add(tag(field)));
        lines.javadoc(paragraphs);
    }

    /** Return the Javadoc tag of a parameter or a record component. */
    static String tag(JavaField field) {
        return "@param " + field.name() + " " + Javadoc.describe(field.declared());
    }

    private void writeDeclaration(Lines lines) {
        List<String> components = this.fields.stream()
                .map(field -> field.annotations(this.imports, this.input) + field.nullableType(this.imports) + " "
                        + field.name())
                .toList();
        lines.list("public record " + this.name + "(", components, ") {");
        Lines body = lines.indented();
        if (this.input) {
            writeConstructor(body);
        }
        writeToString(body);
        if (this.input) {
            new BuilderWriter(this.name, this.fields, this.imports).write(body, true);
        }
    }

    private void writeConstructor(Lines body) {
        if (this.fields.stream().allMatch(field -> constructorStatement(field) == null)) {
            return;
        }
        body.add("");
        boolean required = this.fields.stream().anyMatch(field -> !field.nullable());
        body.javadoc(
                required
                        ? List.of(
                                "Create an input.", "@throws NullPointerException if a required field is {@code null}")
                        : List.of("Create an input."));
        body.add("public " + this.name + " {");
        for (JavaField field : this.fields) {
            String statement = constructorStatement(field);
            if (statement != null) {
                body.indented().add(statement);
            }
        }
        body.add("}");
    }

    /** Return the statement that checks or copies a field, or null if there is none. */
    private @Nullable String constructorStatement(JavaField field) {
        String name = field.name();
        if (!field.nullable()) {
            String checked =
                    this.imports.use("java.util.Objects") + ".requireNonNull(" + name + ", " + field.missing() + ")";
            return field.isList() ? name + " = List.copyOf(" + checked + ");" : checked + ";";
        }
        return field.isList() ? name + " = " + name + " == null ? null : List.copyOf(" + name + ");" : null;
    }

    private void writeToString(Lines body) {
        if (this.fields.stream().noneMatch(JavaField::isSecret)) {
            return;
        }
        body.add("").javadoc(List.of("Return the fields, without the values of secrets."));
        body.add("@Override").add("public String toString() {");
        List<String> parts = this.fields.stream()
                .map(field -> "\"" + field.name() + "=" + (field.isSecret() ? "***\"" : "\" + this." + field.name()))
                .toList();
        String start = "return \"" + this.name + "[\" + ";
        body.indented()
                .add(start + parts.stream().collect(Collectors.joining("\n                + \", \" + ")) + " + \"]\";");
        body.add("}");
    }
}
