/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the factory methods and the builder of an input. */
final class BuilderWriter {

    private static final int MAX_PARAMETERS = 4;

    private final String owner;

    private final List<JavaField> fields;

    private final Imports imports;

    BuilderWriter(String owner, List<JavaField> fields, Imports imports) {
        this.owner = owner;
        this.fields = fields;
        this.imports = imports;
    }

    /**
     * Return the fields that are sufficient for an input: the required ones, or else the prompt. Empty if there are none, or
     * more than a reader can tell apart.
     */
    static List<JavaField> parameters(List<JavaField> fields) {
        List<JavaField> required =
                fields.stream().filter(field -> field.declared().required()).toList();
        if (required.isEmpty()) {
            return fields.stream()
                    .filter(field -> field.jsonName().equals("prompt"))
                    .toList();
        }
        return required.size() > MAX_PARAMETERS ? List.of() : required;
    }

    static String parameterList(List<JavaField> parameters, Imports imports) {
        return parameters.stream()
                .map(field ->
                        (isOptionalPrompt(field) ? field.type() : field.nullableType(imports)) + " " + field.name())
                .collect(Collectors.joining(", "));
    }

    /** The parameter of a factory method is always set. */
    private static boolean isOptionalPrompt(JavaField field) {
        return !field.declared().required();
    }

    /** @param record whether the owner is a record, and not a class whose constructor has a builder */
    void write(Lines body, boolean record) {
        writeFactories(body);
        body.add("").javadoc(List.of("Return a builder with the values of this input.", "@return a builder"));
        body.add("public Builder toBuilder() {");
        Lines copy = body.indented();
        copy.add("Builder builder = new Builder();");
        this.fields.forEach(field -> copy.add("builder." + field.name() + " = this." + field.name() + ";"));
        copy.add("return builder;");
        body.add("}").add("");
        body.javadoc(List.of("Builder of {@link " + this.owner + "}. A field that is not set is not sent."));
        body.add("public static final class Builder {");
        writeBuilder(body.indented(), record);
        body.add("}");
    }

    private void writeFactories(Lines body) {
        List<JavaField> parameters = parameters(this.fields);
        if (!parameters.isEmpty()) {
            body.add("").javadoc(paragraphs("Create an input with the defaults of the model.", parameters));
            body.add("public static " + this.owner + " of(" + parameterList(parameters, this.imports) + ") {");
            String calls = parameters.stream()
                    .map(field -> "." + field.name() + "(" + field.name() + ")")
                    .collect(Collectors.joining());
            body.indented().add("return builder()" + calls + ".build();");
            body.add("}");
        }
        body.add("").javadoc(List.of("Return a builder of an input.", "@return a builder"));
        body.add("public static Builder builder() {");
        body.indented().add("return new Builder();");
        body.add("}");
    }

    private static List<String> paragraphs(String description, List<JavaField> parameters) {
        return Stream.of(
                        List.of(description),
                        parameters.stream().map(RecordWriter::tag).toList(),
                        List.of("@return the input"))
                .flatMap(List::stream)
                .toList();
    }

    private void writeBuilder(Lines body, boolean record) {
        for (JavaField field : this.fields) {
            body.add("").add("private " + nullable() + field.type() + " " + field.name() + ";");
        }
        body.add("").add("private Builder() {}");
        for (JavaField field : this.fields) {
            body.add("")
                    .javadoc(List.of(
                            "Set {@code " + field.name() + "}.", RecordWriter.tag(field), "@return this builder"));
            body.add("public Builder " + field.name() + "(" + field.nullableType(this.imports) + " " + field.name()
                    + ") {");
            body.indented()
                    .add("this." + field.name() + " = " + field.name() + ";")
                    .add("return this;");
            body.add("}");
        }
        boolean required = this.fields.stream().anyMatch(field -> !field.nullable());
        body.add("")
                .javadoc(
                        required
                                ? List.of(
                                        "Build the input.",
                                        "@return the input",
                                        "@throws NullPointerException if a required field is not set")
                                : List.of("Build the input.", "@return the input"));
        body.add("public " + this.owner + " build() {");
        List<String> arguments =
                record ? this.fields.stream().map(this::argument).toList() : List.of("this");
        body.indented().list("return new " + this.owner + "(", arguments, ");");
        body.add("}");
    }

    private String nullable() {
        return "@" + this.imports.use("org.jspecify.annotations.Nullable") + " ";
    }

    private String argument(JavaField field) {
        String value = "this." + field.name();
        return field.nullable()
                ? value
                : this.imports.use("java.util.Objects") + ".requireNonNull(" + value + ", " + field.missing() + ")";
    }
}
