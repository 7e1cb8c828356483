/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import java.util.List;

/** Writes the class of an input with more fields than a record can have. */
final class ClassWriter {

    private final String name;

    private final List<JavaField> fields;

    private final Imports imports;

    ClassWriter(String name, List<JavaField> fields, Imports imports) {
        this.name = name;
        this.fields = fields;
        this.imports = imports;
    }

    void writeMain(List<String> description, Lines lines) {
        lines.javadoc(description);
        lines.add("@" + this.imports.use("org.jspecify.annotations.NullMarked"));
        lines.add("public final class " + this.name + " {");
        Lines body = lines.indented();
        for (JavaField field : this.fields) {
            body.add("").add("private final " + field.nullableType(this.imports) + " " + field.name() + ";");
        }
        body.add("").add("private " + this.name + "(Builder builder) {");
        this.fields.forEach(field -> body.indented().add("this." + field.name() + " = " + value(field) + ";"));
        body.add("}");
        for (JavaField field : this.fields) {
            body.add("")
                    .javadoc(List.of(
                            "Return {@code " + field.name() + "}.", "@return " + Javadoc.describe(field.declared())));
            body.add(field.jsonProperty(this.imports));
            if (field.sendsNull()) {
                body.add(field.jsonInclude(this.imports));
            }
            body.add("public " + field.nullableType(this.imports) + " " + field.name() + "() {");
            body.indented().add("return this." + field.name() + ";");
            body.add("}");
        }
        new BuilderWriter(this.name, this.fields, this.imports).write(body, false);
    }

    private String value(JavaField field) {
        String value = "builder." + field.name();
        return field.nullable()
                ? value
                : this.imports.use("java.util.Objects") + ".requireNonNull(" + value + ", " + field.missing() + ")";
    }
}
