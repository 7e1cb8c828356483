/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.stream.EventLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * An immutable HTTP response that has not been sent yet, so that faults can still replace it.
 */
public record ApiResponse(int status, HttpHeaders headers, ResponseBody content) {

    private static final String PROBLEM_JSON = "application/problem+json";

    public static ApiResponse of(int status, String contentType, byte[] body) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        return new ApiResponse(status, headers, new ResponseBody.Bytes(body));
    }

    /** Create a response without a body and content type. */
    public static ApiResponse empty(int status) {
        return new ApiResponse(status, new HttpHeaders(), new ResponseBody.Bytes(new byte[0]));
    }

    /** Create a response that is read from disk while it is sent. */
    public static ApiResponse stored(String contentType, Path file, long size) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        return new ApiResponse(200, headers, new ResponseBody.Stored(file, size));
    }

    /** Create a response that sends events as they happen. */
    public static ApiResponse events(EventLog log, @Nullable String lastEventId) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        return new ApiResponse(200, headers, new ResponseBody.Events(log, lastEventId));
    }

    public static ApiResponse text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static ApiResponse json(int status, Object body) {
        return of(status, "application/json", Json.write(body));
    }

    public static ApiResponse problem(int status, @Nullable String title, String detail) {
        return problem(status, title, detail, Map.of());
    }

    public static ApiResponse problem(int status, @Nullable String title, String detail, Map<String, ?> properties) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (title != null) {
            body.put("title", title);
        }
        body.put("detail", detail);
        body.put("status", status);
        body.putAll(properties);
        return of(status, PROBLEM_JSON, Json.write(body));
    }

    public ApiResponse withHeader(String name, String value) {
        HttpHeaders newHeaders = new HttpHeaders();
        newHeaders.putAll(this.headers);
        newHeaders.set(name, value);
        return new ApiResponse(this.status, newHeaders, this.content);
    }

    public ApiResponse withBody(byte[] body) {
        return new ApiResponse(this.status, this.headers, new ResponseBody.Bytes(body));
    }

    /** Return the body, or the first part of a large file or an event stream. */
    public byte[] body() {
        return this.content.prefix();
    }

    /** Return whether the body is a JSON object. */
    public boolean isJsonObject() {
        String contentType = this.headers.getFirst(HttpHeaders.CONTENT_TYPE);
        byte[] body = body();
        return contentType != null && contentType.contains("json") && body.length > 0 && body[0] == '{';
    }
}
