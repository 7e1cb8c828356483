/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.request.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;

/**
 * Reads and validates recordings.
 */
final class RecordingReader {

    private static final Set<String> FIELDS = Set.of("format", "operation", "recorded_at", "request", "response");

    private static final Set<String> REQUEST_FIELDS =
            Set.of("method", "path", "query", "headers", "body", "text", "parts", "sha256");

    private static final Set<String> RESPONSE_FIELDS =
            Set.of("status", "duration_ms", "headers", "body", "text", "file", "events", "complete");

    private RecordingReader() {}

    /**
     * Read a recording. This method blocks.
     *
     * @throws InvalidRecordingException if it is damaged
     */
    static Recording read(Path file) {
        byte[] json;
        try {
            json = Files.readAllBytes(file);
        } catch (IOException ex) {
            throw new InvalidRecordingException(file, 1, "cannot be read: " + ex, ex);
        }
        try {
            return recording(file, JsonValues.read(json));
        } catch (JacksonException ex) {
            int line =
                    ex.getLocation() == null ? 1 : Math.max(1, ex.getLocation().getLineNr());
            throw new InvalidRecordingException(file, line, "is not JSON: " + ex.getOriginalMessage(), ex);
        } catch (Mistake ex) {
            throw new InvalidRecordingException(
                    file, JsonValues.line(json, ex.pointer), (ex.pointer + " " + ex.getMessage()).strip(), ex);
        }
    }

    private static Recording recording(Path file, @Nullable Object json) throws Mistake {
        Map<?, ?> root = object("", json, FIELDS);
        if (!Integer.valueOf(Recording.FORMAT).equals(root.get("format"))) {
            throw new Mistake("/format", "must be " + Recording.FORMAT);
        }
        String operation = root.containsKey("operation") ? text("/operation", root.get("operation")) : null;
        if (operation != null
                && Arrays.stream(Operation.values())
                        .noneMatch(known -> known.id().equals(operation))) {
            throw new Mistake("/operation", "is not an operation of the API: " + operation);
        }
        try {
            Instant.parse(text("/recorded_at", root.get("recorded_at")));
        } catch (DateTimeParseException ex) {
            throw new Mistake("/recorded_at", "must be a timestamp such as 2026-01-31T12:00:00Z");
        }
        Map<String, @Nullable Object> request = request(root.get("request"));
        return response(file, operation, request, root.get("response"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> request(@Nullable Object json) throws Mistake {
        Map<?, ?> request = object("/request", json, REQUEST_FIELDS);
        text("/request/method", request.get("method"));
        if (!text("/request/path", request.get("path")).startsWith("/")) {
            throw new Mistake("/request/path", "must begin with a slash");
        }
        if (request.containsKey("query")) {
            object("/request/query", request.get("query"), null);
        }
        headers("/request/headers", request.get("headers"));
        one("/request", request, List.of("body", "text", "parts", "sha256"));
        if (request.containsKey("parts")) {
            if (!(request.get("parts") instanceof List<?> parts)) {
                throw new Mistake("/request/parts", "must be a list");
            }
            for (int i = 0; i < parts.size(); i++) {
                String pointer = "/request/parts/" + i;
                Map<?, ?> part =
                        object(pointer, parts.get(i), Set.of("name", "filename", "content_type", "size", "sha256"));
                text(pointer + "/name", part.get("name"));
                text(pointer + "/sha256", part.get("sha256"));
            }
        }
        return (Map<String, @Nullable Object>) request;
    }

    private static Recording response(
            Path file, @Nullable String operation, Map<String, @Nullable Object> request, @Nullable Object json)
            throws Mistake {
        Map<?, ?> response = object("/response", json, RESPONSE_FIELDS);
        if (!(response.get("status") instanceof Integer status) || status < 200 || status > 599) {
            throw new Mistake("/response/status", "must be a number from 200 to 599");
        }
        HttpHeaders headers = headers("/response/headers", response.get("headers"));
        String field = one("/response", response, List.of("body", "text", "file", "events"));
        Recording.BodyType type = switch (field) {
            case "body" -> Recording.BodyType.JSON;
            case "text" -> Recording.BodyType.TEXT;
            case "file" -> Recording.BodyType.FILE;
            case "events" -> Recording.BodyType.EVENTS;
            default -> Recording.BodyType.NONE;
        };
        Object body = response.get(field);
        if (type == Recording.BodyType.TEXT) {
            text("/response/text", body);
        } else if (type == Recording.BodyType.FILE || type == Recording.BodyType.EVENTS) {
            body = file(file, "/response/" + field, text("/response/" + field, body));
        }
        return new Recording(file, operation, request, status, headers, type, body);
    }

    private static Path file(Path recording, String pointer, String name) throws Mistake {
        Path file = recording.resolveSibling(name);
        Path sibling = recording.resolveSibling(String.valueOf(file.getFileName()));
        // Normalized, "link/../name" is in the same folder, but the link can lead to another one.
        boolean leavesFolder = List.of(name.split("[/\\\\]")).contains("..");
        if (leavesFolder || !file.normalize().equals(sibling.normalize())) {
            throw new Mistake(pointer, "must be the name of a file in the same folder");
        }
        if (!Files.isRegularFile(sibling)) {
            throw new Mistake(pointer, "is a file that does not exist: " + name);
        }
        return sibling;
    }

    private static HttpHeaders headers(String pointer, @Nullable Object json) throws Mistake {
        HttpHeaders headers = new HttpHeaders();
        if (json != null) {
            for (Map.Entry<?, ?> header : object(pointer, json, null).entrySet()) {
                String name = (String) header.getKey();
                headers.set(name, text(pointer + "/" + name, header.getValue()));
            }
        }
        return headers;
    }

    /** Return the only field that exists, or an empty string if none exists. */
    private static String one(String pointer, Map<?, ?> json, List<String> names) throws Mistake {
        List<String> found = names.stream().filter(json::containsKey).toList();
        if (found.size() > 1) {
            throw new Mistake(
                    pointer + "/" + found.get(1),
                    "contradicts " + pointer + "/" + found.get(0) + ": remove one of them");
        }
        return found.isEmpty() ? "" : found.get(0);
    }

    private static Map<?, ?> object(String pointer, @Nullable Object json, @Nullable Set<String> names) throws Mistake {
        if (!(json instanceof Map<?, ?> object)) {
            throw new Mistake(pointer, json == null ? "is missing" : "must be an object");
        }
        for (Object name : object.keySet()) {
            if (names != null && !names.contains(name)) {
                throw new Mistake(pointer + "/" + name, "is not a field of recordings");
            }
        }
        return object;
    }

    private static String text(String pointer, @Nullable Object json) throws Mistake {
        if (json instanceof String text) {
            return text;
        }
        throw new Mistake(pointer, json == null ? "is missing" : "must be a string");
    }

    /** Signals an invalid field. */
    private static final class Mistake extends Exception {

        private static final long serialVersionUID = 1L;

        private final String pointer;

        Mistake(String pointer, String problem) {
            super(problem, null, false, false);
            this.pointer = pointer;
        }
    }
}
