/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.TestControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTests {

    @TempDir
    Path folder;

    @Test
    void filesDefineModelsThatAResetRestores() throws IOException {
        write(
                "captioner.json",
                "{\"name\": \"acme/captioner\", \"official\": true, \"script\": [{\"output_value\": \"a cat\"}]}");
        write("hello.json", "{\"name\": \"replicate/hello-world\", \"description\": \"replaced\"}");
        write("README.md", "not JSON");
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().models(this.folder).start()) {
            TestControl control = new TestControl(emulator);
            control.delete("/models/acme/captioner");

            emulator.reset();

            Object id = new TestApi(emulator)
                    .create("acme/captioner", "Prefer", "wait")
                    .get("id");
            assertThat(new TestApi(emulator).prediction(id)).containsEntry("output", "a cat");
            assertThat(control.get("/models/replicate/hello-world").body()).contains("replaced");
        }
    }

    @Test
    void allMistakesOfAllFilesAreReported() throws IOException {
        write("a.json", "{\n  \"name\": \"acme/a\",\n  \"skript\": []\n}");
        write("b.json", "{\n  \"name\": \"acme/b\",\n");
        write("c.json", "{\"name\": \"acme/c\"}");
        write("d.json", "{\"name\": \"acme/c\"}");
        write("e.json", "{\"name\": \"acme/e\", \"version\": \"" + TestApi.HELLO + "\"}");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ReplicateEmulator.builder().models(this.folder).start())
                .withMessageContaining("a.json, line 3: skript is unknown")
                .withMessageContaining("b.json, line 3: the document is not JSON")
                .withMessageContaining("d.json defines model acme/c, which " + this.folder.resolve("c.json"))
                .withMessageContaining(
                        "e.json defines version " + TestApi.HELLO + ", which the model replicate/hello-world");
    }

    @Test
    void missingFolderIsReported() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateEmulator.builder()
                        .models(this.folder.resolve("none"))
                        .start())
                .withMessageContaining("does not exist");
        write("file", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateEmulator.builder()
                        .models(this.folder.resolve("file"))
                        .start())
                .withMessageContaining("is not a folder");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(this.folder.resolve(name), content);
    }
}
