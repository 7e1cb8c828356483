/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The code of {@code docs/files.md}. */
class FileExamples {

    private final Replicate replicate;

    FileExamples(Replicate replicate) {
        this.replicate = replicate;
    }

    String input(Path folder) {
        String caption = replicate
                .run("acme/captioner", Map.of("image", folder.resolve("image.jpg")))
                .text();
        return caption;
    }

    record Compare(Path before, Path after, List<Path> masks) {}

    String record(Path folder) {
        Path one = folder.resolve("image.jpg");
        Path two = folder.resolve("other.jpg");
        String difference = replicate
                .run("acme/captioner", new Compare(one, two, List.of(one, two)))
                .text();
        return difference;
    }

    String named(byte[] bytes) {
        FileUpload image = FileUpload.of(bytes, "image.webp");
        String caption = replicate.run("acme/captioner", Map.of("image", image)).text();
        return caption;
    }

    UploadedFile upload(Path folder) {
        UploadedFile file = replicate.files().create(folder.resolve("image.jpg"));
        Instant until = file.expiresAt();
        assert until != null;
        return file;
    }

    UploadedFile uploadStream(InputStream stream) {
        UploadedFile file = replicate
                .files()
                .create(upload -> upload.content(stream)
                        .filename("image.jpg")
                        .contentType(MediaType.IMAGE_JPEG)
                        .metadata("customer", 42));
        return file;
    }

    String inputUploadedFile(UploadedFile file) {
        String caption = replicate.run("acme/captioner", Map.of("image", file)).text();
        return caption;
    }

    void delete(UploadedFile file) {
        replicate.files().delete(file.id());
    }

    URI sign(String id, String signingSecret) {
        URI url = replicate
                .files()
                .downloadUrl(download -> download.id(id)
                        .owner("me")
                        .expiry(Instant.now().plus(Duration.ofHours(1)))
                        .signingSecret(signingSecret));
        return url;
    }

    Path output(Path folder) {
        FileOutput picture = replicate
                .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse at dusk"))
                .file();
        Path saved = picture.saveTo(folder);
        return saved;
    }

    static class Pictures {

        private final Replicate replicate;

        Pictures(Replicate replicate) {
            this.replicate = replicate;
        }

        @PostMapping("/caption")
        String caption(@RequestParam MultipartFile image) {
            return this.replicate.run("acme/captioner", Map.of("image", image)).text();
        }

        @GetMapping("/picture")
        ResponseEntity<Resource> picture() {
            FileOutput picture = this.replicate
                    .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse at dusk"))
                    .file();
            return ResponseEntity.ok().contentType(picture.contentType()).body(picture.resource());
        }
    }
}
