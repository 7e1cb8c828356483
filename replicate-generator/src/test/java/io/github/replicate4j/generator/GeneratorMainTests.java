/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorMainTests {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void generatesTypes() {
        Schemas.store(this.folder, "acme/painter", "{\"Input\": {}}");
        assertThat(run("generate", "--schemas", "" + this.folder, "--output", "" + this.folder, "--package", "acme"))
                .isZero();
        assertThat(this.out).asString().startsWith("Generated 1 types, 0 are up to date.");
        assertThat(this.folder.resolve("acme/Painter.java")).exists();
    }

    @Test
    void explainsAnInvalidCommandLine() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("remove")).isEqualTo(2);
        assertThat(run("generate", "--schemas")).isEqualTo(2);
        assertThat(run("generate", "acme/painter")).isEqualTo(2);
        assertThat(run("update", "acme/painter")).isEqualTo(2);
        assertThat(this.err)
                .asString()
                .contains(
                        "The first argument must be the command: update or generate.",
                        "The option --schemas has no value.",
                        "The argument acme/painter is not known.",
                        "The option --schemas is missing.",
                        "Usage:");
    }

    @Test
    void reportsAFailureWithoutAStackTrace() {
        assertThat(run("generate", "--schemas", "" + this.folder, "--output", "" + this.folder, "--package", "a-b"))
                .isEqualTo(2);
        assertThat(this.err)
                .asString()
                .isEqualToIgnoringNewLines("packageName 'a-b' is not the name of a Java package");
    }

    private int run(String... arguments) {
        return new GeneratorMain(
                        new PrintStream(this.out, true, StandardCharsets.UTF_8),
                        new PrintStream(this.err, true, StandardCharsets.UTF_8))
                .run(arguments);
    }
}
