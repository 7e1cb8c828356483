/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.generator.error.InvalidSchemaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored files, and the files that are generated from them. */
class ModelGeneratorTests {

    @TempDir
    Path folder;

    @Test
    void invalidFilesAreRejectedByName() throws Exception {
        assertRejected("{}", "has no schema \"Input\"");
        assertRejected("{\"Input\": 5}", "has no schema \"Input\"");
        write("acme/painter.json", "no JSON");
        assertThatExceptionOfType(InvalidSchemaException.class)
                .isThrownBy(this::generateOnly)
                .withMessageContaining("painter.json is not a JSON object: malformed at line 1");
        write("acme/painter.json", "{\"model\": \"painter\", \"schemas\": {\"Input\": {}}}");
        assertThatExceptionOfType(InvalidSchemaException.class)
                .isThrownBy(this::generateOnly)
                .withMessageContaining("neither owner/name nor owner/name:version");
        write(
                "acme/painter.json",
                "{\"model\": \"acme/painter:aaaa\", \"version\": \"bbbb\", \"schemas\": {\"Input\": {}}}");
        assertThatExceptionOfType(InvalidSchemaException.class)
                .isThrownBy(this::generateOnly)
                .withMessageContaining("has the schema of version bbbb, but the model is acme/painter:aaaa");
    }

    @Test
    void modelsOfTheSameNameNeedAnotherClassName() throws Exception {
        Schemas.store(this.folder.resolve("schemas"), "acme/painter", "{\"Input\": {}}");
        Schemas.store(this.folder.resolve("schemas"), "other/painter", "{\"Input\": {}}");
        assertThatExceptionOfType(InvalidSchemaException.class)
                .isThrownBy(this::generateOnly)
                .withMessageContaining("would have the type 'Painter'. Add \"className\"");
        write(
                "other/painter.json",
                "{\"model\": \"other/painter\", \"className\": \"Artist\", \"schemas\": {\"Input\": {}}}");
        generateOnly();
        assertThat(this.folder.resolve("sources/acme/Artist.java")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"String", "List", "Output", "File", "record"})
    void classNameThatGeneratedCodeUsesIsRejected(String className) throws Exception {
        Schemas.store(this.folder.resolve("schemas"), "acme/painter", "{\"Input\": {}}");
        write(
                "acme/painter.json",
                "{\"model\": \"acme/painter\", \"className\": \"" + className + "\", \"schemas\": {\"Input\": {}}}");
        assertThatExceptionOfType(InvalidSchemaException.class)
                .isThrownBy(this::generateOnly)
                .withMessageContaining("The className '" + className + "' of acme/painter");
    }

    @Test
    void modelsWithNamesOfJavaGetOtherNames() throws Exception {
        for (String name : List.of("string", "list", "3d", "output", "exception", "file")) {
            Schemas.store(
                    this.folder.resolve("schemas"),
                    "acme/" + name,
                    "{\"Input\": {\"properties\": {\"prompt\": {\"type\": \"string\"},"
                            + " \"image\": {\"type\": \"string\", \"format\": \"uri\"}}}, \"Output\": {}}");
        }
        generateOnly();
        Compilation.compile(this.folder.resolve("sources")).close();
        assertThat(this.folder.resolve("sources/acme/StringModel.java")).exists();
        assertThat(this.folder.resolve("sources/acme/Model3d.java")).exists();
    }

    @Test
    void filesThatWereNotGeneratedAreKept() throws Exception {
        Schemas.store(this.folder.resolve("schemas"), "acme/painter", "{\"Input\": {}}");
        Schemas.store(this.folder.resolve("schemas"), "acme/writer", "{\"Input\": {}}");
        Path own = this.folder.resolve("sources/acme/Own.java");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "package acme; class Own {} // \u00e9t\u00e9", StandardCharsets.ISO_8859_1);
        generateOnly();
        Files.delete(this.folder.resolve("schemas/acme/writer.json"));
        GenerationResult result = generateOnly();
        assertThat(result.deleted()).containsExactly(this.folder.resolve("sources/acme/Writer.java"));
        assertThat(own).exists();

        Path painter = this.folder.resolve("sources/acme/Painter.java");
        Files.writeString(painter, "package acme; interface Painter {}");
        assertThatExceptionOfType(InvalidSchemaException.class)
                .isThrownBy(this::generateOnly)
                .withMessageContaining("Painter.java exists and was not generated");
        assertThat(painter).content().isEqualTo("package acme; interface Painter {}");
    }

    private void assertRejected(String schemas, String message) {
        Schemas.store(this.folder.resolve("schemas"), "acme/painter", schemas);
        assertThatExceptionOfType(InvalidSchemaException.class)
                .isThrownBy(this::generateOnly)
                .withMessageContaining("painter.json " + message);
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(this.folder.resolve("schemas").resolve(file), content);
    }

    private GenerationResult generateOnly() {
        return ModelGenerator.builder()
                .schemas(this.folder.resolve("schemas"))
                .output(this.folder.resolve("sources"))
                .packageName("acme")
                .build()
                .generate();
    }
}
