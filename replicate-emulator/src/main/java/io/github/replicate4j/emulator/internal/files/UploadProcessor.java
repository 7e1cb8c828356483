/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.files;

import io.github.replicate4j.emulator.internal.digest.Digest;
import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Upload;
import io.github.replicate4j.emulator.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Validates an upload and creates the stored file.
 */
final class UploadProcessor {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private static final int MAX_NAME = 255;

    private static final int MAX_FIELD = 1 << 20;

    private static final String DEFAULT_TYPE = "application/octet-stream";

    private final InstantSource clock;

    UploadProcessor(InstantSource clock) {
        this.clock = clock;
    }

    StoredFile process(ReceivedRequest request) {
        Upload upload = request.upload();
        if (upload == null) {
            throw new IllegalStateException("The request is not an upload");
        }
        if (upload.error() != null) {
            throw upload.error();
        }
        Upload.Part content = upload.part("content");
        if (content == null) {
            throw ApiException.unprocessable("- content is required\n");
        }
        try {
            return file(upload, content);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private StoredFile file(Upload upload, Upload.Part content) throws IOException {
        long size = Files.size(content.file());
        if (size > UploadReader.MAX_FILE) {
            throw UploadReader.fileTooLarge();
        }
        Instant now = this.clock.instant();
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 26);
        String name = name(upload, content);
        String type = type(upload, content);
        Map<String, Object> metadata = metadata(upload);
        Map<String, String> checksums = checksums(content.file());
        // Moved, because the other files of the request are deleted when it completes.
        Path kept = Files.move(content.file(), content.file().resolveSibling(id));
        return new StoredFile(id, name, type, size, checksums, metadata, now, now.plus(LIFETIME), kept);
    }

    private static String name(Upload upload, Upload.Part content) throws IOException {
        String field = text(upload, "filename");
        String name = field == null ? content.filename() : field;
        if (name == null || name.isEmpty()) {
            throw ApiException.unprocessable("- filename is required\n");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw ApiException.unprocessable("- filename: Must be at most " + MAX_NAME + " bytes long\n");
        }
        return name;
    }

    private static String type(Upload upload, Upload.Part content) throws IOException {
        String field = text(upload, "type");
        String type = field == null ? content.contentType() : field;
        return type == null || type.isEmpty() ? DEFAULT_TYPE : type;
    }

    private static Map<String, Object> metadata(Upload upload) throws IOException {
        String json = text(upload, "metadata");
        if (json == null) {
            return Map.of();
        }
        try {
            Map<String, Object> metadata = Json.readObject(json.getBytes(StandardCharsets.UTF_8));
            if (metadata != null) {
                return metadata;
            }
        } catch (JacksonException ex) {
            // It is JSON, but not an object.
        }
        throw ApiException.unprocessable("- metadata: Must be a JSON object\n");
    }

    private static @Nullable String text(Upload upload, String name) throws IOException {
        Upload.Part part = upload.part(name);
        if (part == null) {
            return null;
        }
        if (Files.size(part.file()) > MAX_FIELD) {
            throw ApiException.unprocessable("- " + name + ": is too long\n");
        }
        return new String(Files.readAllBytes(part.file()), StandardCharsets.UTF_8);
    }

    private static Map<String, String> checksums(Path file) throws IOException {
        MessageDigest md5 = Digest.MD5.start();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), md5)) {
            Map<String, String> checksums = new LinkedHashMap<>();
            checksums.put("sha256", Digest.SHA_256.of(in));
            checksums.put("md5", Digest.hex(md5.digest()));
            return checksums;
        }
    }
}
