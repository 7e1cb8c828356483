/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;

class FileUploadTests {

    private static FileUpload named(String filename) {
        return FileUpload.of(new byte[] {1}, filename);
    }

    @ParameterizedTest
    @CsvSource({
        "photo.png, photo.png",
        "with blanks.tar.gz, with blanks.tar.gz",
        "größe \u65e5\u672c.png, größe \u65e5\u672c.png",
        "folder/photo.png, photo.png",
        "../../etc/passwd, passwd",
        "C:\\fakepath\\photo.png, photo.png",
        ".hidden, .hidden"
    })
    void removesFoldersFromName(String given, String kept) {
        assertThat(named(given).filename()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ".", "..", "a/..", "folder/", "a\rb", "a\nb.png", "a\u0000.png", "a\u007f", "a\u0085"})
    void invalidNameIsRefused(String filename) {
        assertThatIllegalArgumentException().isThrownBy(() -> named(filename)).withMessageContaining("filename");
    }

    @Test
    void nameLongerThan255BytesIsRefused() {
        assertThat(named("a".repeat(255)).filename()).hasSize(255);
        assertThat(named("ü".repeat(127)).filename()).hasSize(127);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("ü".repeat(128)))
                .withMessageContaining("255 bytes")
                .withMessageContaining("256 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileUpload.of(Path.of("a".repeat(300))))
                .withMessageContaining("filename");
    }

    @Test
    void defaultNameComesFromPathOrResource() {
        assertThat(FileUpload.of(Path.of("folder", "photo.png")).filename()).isEqualTo("photo.png");
        assertThat(FileUpload.of(new ClassPathResource("folder/photo.png")).filename())
                .isEqualTo("photo.png");
        assertThat(FileUpload.builder()
                        .content(Path.of("photo.png"))
                        .filename("other.jpg")
                        .build()
                        .filename())
                .isEqualTo("other.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, file.png",
        "image/jpeg, file.jpg",
        "image/svg+xml, file.svg",
        "audio/mpeg, file.mp3",
        "audio/wav, file.wav",
        "video/mp4, file.mp4",
        "text/plain;charset=utf-8, file.txt",
        "application/json, file.json",
        "application/zip, file.zip",
        "application/octet-stream, file.bin",
        "application/vnd.acme.thing, file"
    })
    void defaultNameComesFromContentType(String type, String name) {
        FileUpload upload = FileUpload.builder()
                .content(new ByteArrayInputStream(new byte[] {1}))
                .contentType(MediaType.parseMediaType(type))
                .build();
        assertThat(upload.filename()).isEqualTo(name);
        assertThat(upload.contentType()).isEqualTo(MediaType.parseMediaType(type));
    }

    @Test
    void defaultContentTypeComesFromName() {
        assertThat(named("photo.PNG").contentType()).isEqualTo(MediaType.IMAGE_PNG);
        assertThat(named("photo").contentType()).isEqualTo(MediaType.APPLICATION_OCTET_STREAM);
        assertThat(FileUpload.of(new ByteArrayResource(new byte[1])).contentType())
                .isEqualTo(MediaType.APPLICATION_OCTET_STREAM);
        assertThat(FileUpload.builder()
                        .content(Path.of("photo.png"))
                        .contentType(MediaType.IMAGE_GIF)
                        .build()
                        .contentType())
                .isEqualTo(MediaType.IMAGE_GIF);
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without a null checker may do
    void nullContentIsRefusedImmediately() {
        FileUpload.Builder builder = FileUpload.builder();
        for (ThrowingCallable content : List.<ThrowingCallable>of(
                () -> builder.content((Path) null),
                () -> builder.content((Resource) null),
                () -> builder.content((InputStream) null),
                () -> builder.content((byte[]) null),
                () -> builder.content((Publisher<DataBuffer>) null))) {
            assertThatIllegalArgumentException().isThrownBy(content).withMessageContaining("content");
        }
    }

    @Test
    void missingContentAndInvalidTypeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileUpload.builder().filename("a.png").build())
                .withMessageContaining("content");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileUpload.builder()
                        .content(new byte[1])
                        .contentType(MediaType.parseMediaType("image/*"))
                        .build())
                .withMessageContaining("contentType");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileUpload.builder().metadata(" ", 1))
                .withMessageContaining("metadata");
    }

    @Test
    void stringContainsNoContentAndMetadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("customer", "SECRET");
        FileUpload upload = FileUpload.builder()
                .content(Path.of("/home/SECRET/photo.png"))
                .metadata(metadata)
                .build();
        metadata.put("later", 1);
        assertThat(upload).hasToString("FileUpload[photo.png, image/png]");
        assertThat(upload.metadata()).containsOnlyKeys("customer");
    }
}
