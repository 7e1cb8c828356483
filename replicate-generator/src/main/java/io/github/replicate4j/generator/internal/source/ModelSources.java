/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import io.github.replicate4j.generator.error.InvalidSchemaException;
import io.github.replicate4j.generator.internal.model.ChoiceType;
import io.github.replicate4j.generator.internal.model.ListType;
import io.github.replicate4j.generator.internal.model.ModelDescription;
import io.github.replicate4j.generator.internal.model.ObjectType;
import io.github.replicate4j.generator.internal.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the types of one model. */
public final class ModelSources {

    private static final int MAX_RECORD_COMPONENTS = 200;

    private static final String FILES = "io.github.replicate4j.files.";

    private final ModelDescription model;

    private final SourceOptions options;

    private final String name;

    public ModelSources(ModelDescription model, SourceOptions options) {
        this.model = model;
        this.options = options;
        this.name = typeName(model);
    }

    /** Return the name of the interface of a model. */
    public static String typeName(ModelDescription model) {
        String className = model.source().className();
        if (className != null) {
            if (isReserved(className)) {
                throw new InvalidSchemaException("The className '" + className + "' of "
                        + model.source().reference() + " is the name of a type of Java or of generated"
                        + " code. Choose another one in the stored schema, such as " + className + "Model.");
            }
            return className;
        }
        String name = JavaNames.type(String.valueOf(model.source().reference().name()), "Model");
        return isReserved(name) ? name + "Model" : name;
    }

    private static boolean isReserved(String name) {
        return Stream.of(name, name + "Input", name + "Output").anyMatch(UniqueNames::isReservedType);
    }

    public List<SourceFile> write() {
        List<SourceFile> files = new ArrayList<>();
        List<JavaField> input = new ArrayList<>();
        if (!this.model.input().isEmpty()) {
            files.add(input(input));
        }
        ObjectType output = outputObject();
        if (output != null) {
            files.add(output(output));
        }
        Imports imports = new Imports();
        JavaTypes types = new JavaTypes(imports, this.name, outputFile());
        if (output != null) {
            types.with(output, this.name + "Output");
        }
        Lines lines = new Lines();
        new InterfaceWriter(this.name, this.model, this.options.reactive(), types).write(input, lines);
        files.add(file(this.name, imports, lines));
        return files;
    }

    private SourceFile input(List<JavaField> fields) {
        String type = this.name + "Input";
        Imports imports = new Imports();
        JavaTypes types = new JavaTypes(imports, type, FILES + "FileInput");
        types.declare(this.model.input());
        fields.addAll(JavaField.of(this.model.input(), types));
        List<String> description = new ArrayList<>();
        description.add("Input of {@link " + this.name
                + "}. A field that is {@code null} is not sent: the model uses its default.");
        if (this.model.hasUnnamedInput()) {
            description.add("The model also has an input with an empty name, which this type cannot set: use a"
                    + " {@link java.util.Map}.");
        }
        description.add(marker());
        Lines lines = new Lines();
        if (fields.size() > MAX_RECORD_COMPONENTS) {
            new ClassWriter(type, fields, imports).writeMain(description, lines);
        } else {
            new RecordWriter(type, fields, true, imports).writeMain(description, lines);
        }
        nested(types, true, lines);
        return file(type, imports, lines.add("}"));
    }

    private SourceFile output(ObjectType object) {
        String type = this.name + "Output";
        Imports imports = new Imports();
        JavaTypes types = new JavaTypes(imports, type, outputFile()).with(object, type);
        types.declare(object.fields());
        Lines lines = new Lines();
        new RecordWriter(type, JavaField.of(object.fields(), types), false, imports)
                .writeMain(List.of("Output of {@link " + this.name + "}.", marker()), lines);
        nested(types, false, lines);
        return file(type, imports, lines.add("}"));
    }

    private void nested(JavaTypes types, boolean input, Lines lines) {
        types.nested().forEach((type, name) -> {
            Lines body = lines.indented();
            if (type instanceof ChoiceType choice) {
                new ChoiceWriter(types.imports()).write(choice, name, body.add(""));
            } else if (type instanceof ObjectType object && object != outputObject()) {
                List<JavaField> fields = JavaField.of(object.fields(), types);
                new RecordWriter(name, fields, input, types.imports())
                        .writeNested(List.of("The object " + Javadoc.code(object.name()) + "."), body.add(""));
                body.add("}");
            }
        });
    }

    /** Return the object that the output is, or of which it is a list. */
    private @Nullable ObjectType outputObject() {
        ValueType type = this.model.output().type();
        while (type instanceof ListType list) {
            type = list.item();
        }
        return type instanceof ObjectType object ? object : null;
    }

    private String outputFile() {
        return FILES + (this.options.reactive() ? "AsyncFileOutput" : "FileOutput");
    }

    private String marker() {
        return marker(this.model);
    }

    static String marker(ModelDescription model) {
        String version = model.source().version();
        return SourceFile.MARKER + "the schema of "
                + Javadoc.code(model.source().reference().model())
                + (version == null ? "" : ", version " + Javadoc.code(abbreviated(version)))
                + ". Do not change this file: update the schema, and generate it again.";
    }

    private static String abbreviated(String version) {
        return version.length() > 12 ? version.substring(0, 12) : version;
    }

    private SourceFile file(String type, Imports imports, Lines body) {
        StringBuilder text = new StringBuilder();
        if (!this.options.header().isBlank()) {
            text.append(this.options.header().strip()).append("\n\n");
        }
        text.append("package ").append(this.options.packageName()).append(";\n\n");
        imports.names().forEach(name -> text.append("import ").append(name).append(";\n"));
        return new SourceFile(type, text.append('\n').append(body).toString());
    }
}
