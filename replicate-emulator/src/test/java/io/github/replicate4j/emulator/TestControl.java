/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/**
 * A client for the control API of an emulator.
 */
public final class TestControl {

    private final ReplicateEmulator emulator;

    private final TestApi api;

    public TestControl(ReplicateEmulator emulator) {
        this.emulator = emulator;
        this.api = new TestApi(emulator);
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    public HttpResponse<String> put(String path, String body) {
        return send("PUT", path, body);
    }

    public HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }

    public HttpResponse<String> delete(String path) {
        return send("DELETE", path, "");
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = this.api
                .request(this.emulator.controlUrl() + path)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return this.api.send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Define an official model by its script. */
    public void define(String model, String script) {
        HttpResponse<String> response = put("/models/" + model, "{\"official\": true, \"script\": " + script + "}");
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
    }

    /** Return a list in a JSON response. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> list(HttpResponse<String> response, String name) {
        return (List<Map<String, Object>>) TestApi.at(response, name);
    }
}
