/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.files;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.Paginator;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Timestamps;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Handles {@code files.*}.
 */
public final class FileOperations {

    private static final String ALGORITHM = "HmacSHA256";

    private final FileStore files;

    private final UploadProcessor uploads;

    private final InstantSource clock;

    private final String owner;

    private final SecretKeySpec signingKey;

    private final Paginator paginator;

    public FileOperations(
            FileStore files, InstantSource clock, String owner, String signingSecret, Paginator paginator) {
        this.files = files;
        this.uploads = new UploadProcessor(clock);
        this.clock = clock;
        this.owner = owner;
        this.signingKey = new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.paginator = paginator;
    }

    public ApiResponse create(ReceivedRequest request) {
        StoredFile file = this.uploads.process(request);
        this.files.add(file);
        return ApiResponse.json(201, json(file, request));
    }

    public ApiResponse list(ReceivedRequest request) {
        return this.paginator.page(request, this.files.newestFirst(), file -> json(file, request));
    }

    public ApiResponse get(ReceivedRequest request) {
        return ApiResponse.json(200, json(find(request), request));
    }

    public ApiResponse delete(ReceivedRequest request) {
        if (!this.files.remove(request.path("file_id"))) {
            throw notFound();
        }
        return ApiResponse.empty(204);
    }

    /** Send the content of a file if the signature is valid. */
    public ApiResponse download(ReceivedRequest request) {
        String expiry = parameter(request, "expiry");
        String signed = parameter(request, "signature");
        String claimed = parameter(request, "owner");
        StoredFile file = find(request);
        if (!claimed.equals(this.owner)
                || !matches(claimed, file.id(), expiry, signed)
                || seconds(expiry) <= this.clock.instant().getEpochSecond()) {
            throw notFound();
        }
        return ApiResponse.stored("application/octet-stream", file.content(), file.size());
    }

    private boolean matches(String claimedOwner, String id, String expiry, String signature) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(this.signingKey);
            byte[] expected = mac.doFinal((claimedOwner + " " + id + " " + expiry).getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException ex) {
            return false;
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
        }
    }

    private static String parameter(ReceivedRequest request, String name) {
        String value = request.query(name);
        if (value == null || value.isEmpty()) {
            throw ApiException.unprocessable("- " + name + " is required\n");
        }
        return value;
    }

    private static long seconds(String expiry) {
        try {
            return Long.parseLong(expiry);
        } catch (NumberFormatException ex) {
            throw ApiException.unprocessable("- expiry: '" + expiry + "' is not a number of seconds\n");
        }
    }

    private StoredFile find(ReceivedRequest request) {
        StoredFile file = this.files.find(request.path("file_id"));
        if (file == null) {
            throw notFound();
        }
        return file;
    }

    private static ApiException notFound() {
        return ApiException.notFound("File not found");
    }

    private static Map<String, @Nullable Object> json(StoredFile file, ReceivedRequest request) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", file.id());
        json.put("name", file.name());
        json.put("content_type", file.contentType());
        json.put("size", file.size());
        // Recorded response: every file has an etag, which is its MD5. A public client does not accept files without
        // it.
        json.put("etag", file.checksums().get("md5"));
        json.put("checksums", file.checksums());
        json.put("metadata", file.metadata());
        json.put("created_at", Timestamps.of(file.createdAt()));
        json.put("expires_at", Timestamps.of(file.expiresAt()));
        json.put("urls", Map.of("get", request.links().api() + "/files/" + file.id()));
        return json;
    }
}
