/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.run.ReplicateModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInputTests {

    @ReplicateModel("acme/captioner")
    interface Captioner {
        String caption(FileInput image);
    }

    @Test
    void urlsAndContentAreSentAsTheFieldOfAModel(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("note.txt"), "hello");
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate replicate = Replicate.builder()
                        .emulator(emulator.baseUrl().toString())
                        .build()) {
            emulator.model("acme/captioner")
                    .official()
                    .respond((input, script) -> script.outputValue(
                                    new String(script.inputFile(input.get("image")), StandardCharsets.UTF_8))
                            .succeed());
            Captioner captioner = replicate.use(Captioner.class);
            assertThat(captioner.caption(FileInput.of(file))).isEqualTo("hello");
            assertThat(captioner.caption(
                            FileInput.of(FileUpload.of("bytes".getBytes(StandardCharsets.UTF_8), "b.txt"))))
                    .isEqualTo("bytes");
            assertThat(captioner.caption(FileInput.of(URI.create("data:text/plain;base64,aGVsbG8="))))
                    .isEqualTo("hello");
        }
    }

    @Test
    void itsTextShowsNoUrl() {
        FileInput input = FileInput.of(URI.create("https://example.com/a.png?signature=secret"));
        assertThat(input).hasToString("FileInput[URI]").isEqualTo(FileInput.of((URI) input.value()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileInput.of((Path) null))
                .withMessage("file must not be null");
    }
}
