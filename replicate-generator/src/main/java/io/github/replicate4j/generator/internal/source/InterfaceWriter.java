/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import io.github.replicate4j.generator.internal.model.ModelDescription;
import io.github.replicate4j.generator.internal.model.OutputDescription;
import io.github.replicate4j.generator.internal.model.ScalarType;
import io.github.replicate4j.generator.internal.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the interface of a model. */
final class InterfaceWriter {

    private final String name;

    private final ModelDescription model;

    private final boolean reactive;

    private final JavaTypes types;

    private final Imports imports;

    InterfaceWriter(String name, ModelDescription model, boolean reactive, JavaTypes types) {
        this.name = name;
        this.model = model;
        this.reactive = reactive;
        this.types = types;
        this.imports = types.imports();
    }

    void write(List<JavaField> input, Lines lines) {
        lines.javadoc(description());
        lines.add("@" + this.imports.use("org.jspecify.annotations.NullMarked"));
        lines.add("@" + this.imports.use("io.github.replicate4j.run.ReplicateModel") + "("
                + Literals.text(this.model.source().model()) + ")");
        lines.add("public interface " + this.name + " {");
        Lines body = lines.indented();
        String parameter = input.isEmpty() ? "" : this.name + "Input input";
        method(body, "Run the model" + andWait() + ".", output(), "run", parameter);
        List<JavaField> parameters = BuilderWriter.parameters(input);
        if (!parameters.isEmpty()) {
            shortcut(body, parameters);
        }
        String streamed = streamed();
        if (streamed != null) {
            method(
                    body,
                    "Run the model, and return its output as it arrives."
                            + (this.reactive ? "" : " The stream must be closed."),
                    streamed,
                    "stream",
                    parameter);
        }
        String prediction = this.imports.use("io.github.replicate4j.predictions.Prediction");
        method(body, "Create a prediction, without waiting for its output.", single(prediction), "create", parameter);
        lines.add("}");
    }

    private List<String> description() {
        String modelName = String.valueOf(this.model.source().reference().model());
        String description = this.model.source().description();
        List<String> paragraphs = new ArrayList<>();
        String link = "<a href=\"https://replicate.com/" + modelName + "\">" + modelName + "</a>";
        if (description == null || Javadoc.escape(description).isEmpty()) {
            paragraphs.add("The model " + link + ".");
        } else {
            paragraphs.add(Javadoc.sentence(description));
            paragraphs.add("Runs " + link + ".");
        }
        paragraphs.add(ModelSources.marker(this.model));
        return paragraphs;
    }

    private void method(Lines body, String description, String result, String method, String parameter) {
        List<String> paragraphs = new ArrayList<>(List.of(description));
        if (!parameter.isEmpty()) {
            paragraphs.add("@param input the input of the model");
        }
        paragraphs.add("@return " + returned(method));
        body.add("").javadoc(paragraphs);
        body.add(result + " " + method + "(" + parameter + ");");
    }

    private String andWait() {
        return this.reactive ? "" : ", and wait for its output";
    }

    private String returned(String method) {
        if (method.equals("create")) {
            return "the prediction";
        }
        return method.equals("run") && this.model.output().nullable() && !this.reactive
                ? "the output, or {@code null} if there is none"
                : "the output";
    }

    /** Write a method {@code run} with the required inputs as parameters. */
    private void shortcut(Lines body, List<JavaField> parameters) {
        List<String> paragraphs = new ArrayList<>(List.of("Run the model with its defaults" + andWait() + "."));
        parameters.forEach(field -> paragraphs.add(RecordWriter.tag(field)));
        paragraphs.add("@return " + returned("run"));
        body.add("").javadoc(paragraphs);
        List<JavaField> qualified = parameters.stream().map(this::qualified).toList();
        body.add("default " + output() + " run(" + BuilderWriter.parameterList(qualified, this.imports) + ") {");
        String arguments = parameters.stream().map(JavaField::name).collect(Collectors.joining(", "));
        body.indented().add("return run(" + this.name + "Input.of(" + arguments + "));");
        body.add("}");
    }

    /** Return a field with the type that code outside the input uses: a nested type is qualified, as in Input.Style. */
    private JavaField qualified(JavaField field) {
        JavaTypes types = new JavaTypes(this.imports, this.name, "io.github.replicate4j.files.FileInput");
        types.declare(List.of(field.declared()));
        String nested = types.nested().isEmpty() ? types.name(field.declared().type()) : nestedName(field);
        return new JavaField(field.declared(), field.name(), nested, field.nullable(), field.needsJsonName());
    }

    private String nestedName(JavaField field) {
        if (!field.isList()) {
            return this.name + "Input." + field.type();
        }
        this.imports.use("java.util.List");
        int start = field.type().lastIndexOf('<') + 1;
        return field.type().substring(0, start) + this.name + "Input."
                + field.type().substring(start);
    }

    private String output() {
        OutputDescription output = this.model.output();
        String type;
        if (output.type() == ScalarType.ANY) {
            type = this.imports.use("io.github.replicate4j.run." + (this.reactive ? "AsyncOutput" : "Output"));
        } else if (output.type() == ScalarType.MAP) {
            type = this.imports.use("java.util.Map") + "<String, @"
                    + this.imports.use("org.jspecify.annotations.Nullable") + " Object>";
        } else {
            type = this.types.name(output.type());
        }
        if (this.reactive) {
            return single(type);
        }
        boolean nullable = output.nullable() && output.type() != ScalarType.ANY;
        return nullable ? "@" + this.imports.use("org.jspecify.annotations.Nullable") + " " + type : type;
    }

    /** Return the type of a single result, which a reactive interface returns in a {@code Mono}. */
    private String single(String type) {
        return this.reactive ? this.imports.use("reactor.core.publisher.Mono") + "<" + type + ">" : type;
    }

    /** Return the type of a stream, or null if the model emits nothing that a client can stream. */
    private @Nullable String streamed() {
        OutputDescription output = this.model.output();
        ValueType item = output.item();
        if (!output.streamed() || item != ScalarType.TEXT && item != ScalarType.FILE) {
            return null;
        }
        String stream = this.reactive ? "reactor.core.publisher.Flux" : "java.util.stream.Stream";
        return this.imports.use(stream) + "<" + this.types.name(item) + ">";
    }
}
