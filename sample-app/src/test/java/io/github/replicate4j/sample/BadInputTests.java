/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Invalid requests are rejected before a request is sent to Replicate. */
@SampleTest
class BadInputTests {

    @Autowired
    private PicturesApi pictures;

    @Autowired
    private ReplicateEmulator emulator;

    @LocalServerPort
    private int port;

    @AfterEach
    void verifyNoRequestWasSent() {
        assertThat(this.emulator.requests().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"prompt\": null}", "{\"prompt\": \"\"}", "{\"prompt\": \" \\n\\t\"}"})
    void requiresAPrompt(String body) {
        assertThat(PicturesApi.problem(this.pictures.send(body), 400)).containsEntry("detail", "Enter a prompt.");
    }

    @Test
    void limitsTheLengthOfAPrompt() {
        assertThat(PicturesApi.problem(this.pictures.send(Map.of("prompt", "x".repeat(1_001))), 400))
                .containsEntry("detail", "The prompt has 1,001 characters. Shorten it to at most 1,000.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "null", "[]", "\"a cat\"", "{\"prompt\": {}}", "{\"prompt\": [\"a cat\"]}", "prompt=x"})
    void rejectsOtherJson(String body) {
        assertThat(PicturesApi.problem(this.pictures.send(body), 400))
                .containsEntry("detail", "Send JSON such as {\"prompt\": \"a cat\"}.");
    }

    @Test
    void rejectsAForm() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/pictures"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("prompt=a+cat"))
                .build();

        assertThat(status(form)).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a%20b", "%2e%2e", "a%0d%0ab", "a%3Fx", "%C3%A9", "a%252Fb", "a:b"})
    void invalidIdIsNotFound(String id) throws Exception {
        assertThat(status(get("/api/pictures/" + id))).isEqualTo(404);
        assertThat(status(get("/api/pictures/" + id + "/image"))).isEqualTo(404);
    }

    @Test
    void longIdIsNotFound() throws Exception {
        assertThat(status(get("/api/pictures/" + "x".repeat(65)))).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2f..%2fmodels", "a%2fcancel", "..%5c..", "%00", "..;/x", "a%2f..%2fb/image"})
    void rejectsManipulatedPaths(String path) throws Exception {
        assertThat(status(get("/api/pictures/" + path))).isIn(400, 404);
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
                .build();
    }

    private static int status(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
