/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;

/** Tests for the code of {@code docs/files.md}. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class FilesTests {

    @Autowired
    Replicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws Exception {
        this.emulator
                .model("acme/captioner")
                .official()
                .respond((input, script) ->
                        script.output(String.valueOf(input.get("image"))).succeed());
        Files.write(this.folder.resolve("image.jpg"), new byte[] {1, 2, 3});
        Files.write(this.folder.resolve("other.jpg"), new byte[] {4});
    }

    @Test
    void acceptsFilesAsInputs() {
        FileExamples examples = new FileExamples(this.replicate);
        assertThat(examples.input(this.folder)).isEqualTo("data:image/jpeg;base64,AQID");
        assertThat(examples.record(this.folder)).isEqualTo("null");
        assertThat(examples.named(new byte[] {1})).isEqualTo("data:image/webp;base64,AQ==");
    }

    @Test
    void uploadsSignsAndDeletesFiles() {
        FileExamples examples = new FileExamples(this.replicate);
        UploadedFile file = examples.upload(this.folder);
        assertThat(file.size()).isEqualTo(3);
        assertThat(examples.inputUploadedFile(file)).isEqualTo(file.urls().get());
        assertThat(examples.sign(file.id(), "secret").toString())
                .startsWith(this.emulator.baseUrl() + "/files/" + file.id() + "/download?owner=me&expiry=");
        examples.delete(file);
        UploadedFile other = examples.uploadStream(new ByteArrayInputStream(new byte[] {1, 2}));
        assertThat(other.contentType()).isEqualTo("image/jpeg");
        assertThat(this.replicate.files().list().results())
                .extracting(UploadedFile::id)
                .containsExactly(other.id());
    }

    @Test
    void savesAndForwardsOutputFiles() throws Exception {
        assertThat(new FileExamples(this.replicate).output(this.folder))
                .isNotEmptyFile()
                .hasExtension("png");
        var response = new FileExamples.Pictures(this.replicate).picture();
        assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.IMAGE_PNG);
        try (var body = response.getBody().getInputStream()) {
            assertThat(body.readAllBytes()).startsWith(0x89, 'P', 'N', 'G');
        }
    }

    @Test
    void keepsTheContentTypeOfAMultipartFile() {
        assertThat(new FileExamples.Pictures(this.replicate)
                        .caption(new MockMultipartFile("image", "blob", "image/webp", new byte[] {1})))
                .isEqualTo("data:image/webp;base64,AQ==");
    }
}
