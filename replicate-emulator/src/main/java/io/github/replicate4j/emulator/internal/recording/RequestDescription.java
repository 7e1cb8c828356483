/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.digest.Digest;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;

/**
 * Describes requests as they are recorded: without secrets, and with a placeholder for the address of the emulator.
 */
final class RequestDescription {

    static final List<String> HEADERS = List.of("content-type", "accept", "prefer", "cancel-after", "last-event-id");

    // Their values depend on the machine, and webhooks are not replayed.
    private static final List<String> IGNORED = List.of("webhook", "webhook_events_filter");

    private static final List<String> TEXT = List.of("json", "xml", "yaml", "javascript", "x-www-form-urlencoded");

    private final OwnLinks links;

    RequestDescription(OwnLinks links) {
        this.links = links;
    }

    /** Describe a request, as an object with {@code method}, {@code path} and further fields. This method blocks. */
    Map<String, @Nullable Object> describe(ReceivedRequest request, Secrets secrets) throws IOException {
        Map<String, @Nullable Object> description = new LinkedHashMap<>();
        description.put("method", request.method());
        description.put("path", request.uri().getRawPath());
        String query = request.uri().getRawQuery();
        if (!request.query().isEmpty() && query != null && !Secrets.isSigned(query)) {
            Map<String, List<String>> parameters = new TreeMap<>(request.query());
            parameters.replaceAll((name, values) -> values.stream()
                    .map(value -> value == null ? "" : secrets.remove(value))
                    .toList());
            description.put("query", parameters);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = request.header(name);
            if (value != null) {
                headers.put(name, secrets.remove(value));
            }
        }
        if (!headers.isEmpty()) {
            description.put("headers", headers);
        }
        addBody(request, secrets, description);
        return description;
    }

    private void addBody(ReceivedRequest request, Secrets secrets, Map<String, @Nullable Object> description)
            throws IOException {
        Upload upload = request.upload();
        if (upload != null) {
            description.put("parts", parts(upload, secrets));
        } else if (request.body().length > 0) {
            try {
                Object body = JsonValues.read(request.body());
                secrets.collect(body);
                description.put(
                        "body",
                        JsonValues.replaceStrings(
                                body,
                                null,
                                (name, text) -> secrets.remove(name, this.links.toPlaceholder(text, request))));
            } catch (JacksonException ex) {
                addText(request, secrets, description);
            }
        }
    }

    private void addText(ReceivedRequest request, Secrets secrets, Map<String, @Nullable Object> description) {
        String type = request.header(HttpHeaders.CONTENT_TYPE);
        if (isText(type)) {
            String text = new String(request.body(), StandardCharsets.UTF_8);
            boolean form = type != null && type.toLowerCase(Locale.ROOT).contains("x-www-form-urlencoded");
            description.put("text", form ? FormText.removeSecrets(text, secrets) : secrets.remove(text));
        } else {
            description.put("sha256", Digest.SHA_256.of(request.body()));
        }
    }

    /** Return whether a content type is text, including JSON, XML and forms. */
    static boolean isText(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || TEXT.stream().anyMatch(type::contains);
    }

    private static List<Map<String, @Nullable Object>> parts(Upload upload, Secrets secrets) throws IOException {
        List<Map<String, @Nullable Object>> parts = new ArrayList<>();
        for (Upload.Part part : upload.parts()) {
            Map<String, @Nullable Object> described = new LinkedHashMap<>();
            described.put("name", part.name());
            if (part.filename() != null) {
                described.put("filename", secrets.remove(part.filename()));
            }
            if (part.contentType() != null) {
                described.put("content_type", part.contentType());
            }
            described.put("size", Files.size(part.file()));
            try (InputStream content = Files.newInputStream(part.file())) {
                described.put("sha256", Digest.SHA_256.of(content));
            }
            parts.add(described);
        }
        return parts;
    }

    /** Return the part of a description that must be equal for a recording to be replayed. */
    static Map<String, @Nullable Object> comparable(Map<String, @Nullable Object> description) {
        Map<String, @Nullable Object> comparable = new LinkedHashMap<>(description);
        comparable.remove("headers");
        Object path = comparable.get("path");
        if (comparable.get("body") instanceof Map<?, ?> body
                && path instanceof String text
                && (text.endsWith("/predictions") || text.endsWith("/trainings"))) {
            Map<Object, Object> compared = new LinkedHashMap<>(body);
            IGNORED.forEach(compared::remove);
            comparable.put("body", compared);
        }
        if (comparable.get("parts") instanceof List<?> parts) {
            comparable.put(
                    "parts",
                    parts.stream()
                            .map(part -> (Map<?, ?>) part)
                            .map(part -> Map.of("name", part.get("name"), "sha256", part.get("sha256")))
                            .sorted(Comparator.comparing(Object::toString))
                            .toList());
        }
        return comparable;
    }

    /** Return a key that is equal for two requests if their comparable parts are. */
    static String key(Map<String, @Nullable Object> description) {
        return Digest.SHA_256.of(JsonValues.write(JsonValues.normalize(comparable(description))));
    }
}
