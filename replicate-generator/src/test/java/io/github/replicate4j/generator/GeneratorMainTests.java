/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorMainTests {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Supplier<Replicate> client = () -> Replicate.builder().build();

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

    @Test
    void namesTheOptionIfTheHeaderCannotBeRead() {
        String path = "" + this.folder;
        String missing = "" + this.folder.resolve("header.txt");
        assertThat(run("generate", "--schemas", path, "--output", path, "--package", "acme", "--header", missing))
                .isEqualTo(2);
        assertThat(this.err)
                .asString()
                .isEqualToIgnoringNewLines("Cannot read the file of --header, which must be UTF-8: " + missing
                        + " (java.nio.file.NoSuchFileException: " + missing + ")");
    }

    @Test
    void namesTheVariableIfThereIsNoToken() {
        assertThat(run("update", "--schemas", "" + this.folder, "acme/painter")).isEqualTo(2);
        assertThat(this.err)
                .asString()
                .isEqualToIgnoringNewLines("No Replicate API token is set. Set the environment variable"
                        + " REPLICATE_API_TOKEN. Create a token at https://replicate.com/account/api-tokens.");
    }

    @Test
    void aChangeThatBreaksCallersIsNotStoredIfTheCommandFails() throws Exception {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            this.client = () ->
                    Replicate.builder().emulator(emulator.baseUrl().toString()).build();
            emulator.model("acme/painter").input("prompt", InputType.STRING, true);
            String[] update = {"update", "--schemas", "" + this.folder, "--fail-on-breaking", "acme/painter"};
            assertThat(run(update)).isZero();
            Path file = this.folder.resolve("acme/painter.json");
            String stored = Files.readString(file);
            emulator.model("acme/painter").input("style", InputType.STRING, true);
            assertThat(run(update)).isEqualTo(1);
            assertThat(run(update)).isEqualTo(1);
            assertThat(this.out).asString().contains("input 'style' is new and required");
            assertThat(this.err).asString().contains("no schema was stored");
            assertThat(file).content().isEqualTo(stored);
        }
    }

    @Test
    void namesTheCommandIfNothingIsStored() {
        assertThat(run("generate", "--schemas", "" + this.folder, "--output", "" + this.folder, "--package", "acme"))
                .isEqualTo(2);
        assertThat(this.err)
                .asString()
                .contains("Run 'update' with the names of your models")
                .doesNotContain("goal");
    }

    private int run(String... arguments) {
        return new GeneratorMain(
                        new PrintStream(this.out, true, StandardCharsets.UTF_8),
                        new PrintStream(this.err, true, StandardCharsets.UTF_8),
                        this.client)
                .run(arguments);
    }
}
