/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Runs built-in models of an emulator with a manual clock.
 */
public final class BuiltIn implements AutoCloseable {

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual()).start();

    private final TestApi api = new TestApi(this.emulator);

    @Override
    public void close() {
        this.emulator.close();
    }

    public TestApi api() {
        return this.api;
    }

    public ReplicateEmulator emulator() {
        return this.emulator;
    }

    /** Create a prediction of an official model, or of the latest version of a community model. */
    public HttpResponse<String> create(String model, Map<String, ?> input) {
        Map<String, Object> found = TestApi.json(this.api.get("/models/" + model));
        Object version = ((Map<?, ?>) found.get("latest_version")).get("id");
        boolean official = Boolean.TRUE.equals(found.get("is_official"));
        Map<String, Object> body = official ? Map.of("input", input) : Map.of("version", version, "input", input);
        String path = official ? "/models/" + model + "/predictions" : "/predictions";
        return this.api.post(path, new String(Json.write(body), StandardCharsets.UTF_8));
    }

    /** Run a model until it has completed, and return the prediction. */
    public Map<String, Object> run(String model, Map<String, ?> input) {
        HttpResponse<String> created = create(model, input);
        if (created.statusCode() != 201) {
            throw new AssertionError(created.statusCode() + " " + created.body());
        }
        this.emulator.clock().advance(Duration.ofMinutes(5));
        return this.api.prediction(TestApi.json(created).get("id"));
    }

    /** Run a model successfully, and return its output. */
    public Object output(String model, Map<String, ?> input) {
        Map<String, Object> prediction = run(model, input);
        if (!"succeeded".equals(prediction.get("status"))) {
            throw new AssertionError(prediction.toString());
        }
        return prediction.get("output");
    }

    /** Run a language model, and return its tokens as one text. */
    public String text(String model, Map<String, ?> input) {
        Object output = output(model, input);
        return output instanceof List<?> tokens
                ? String.join("", tokens.stream().map(String.class::cast).toList())
                : (String) output;
    }

    /** Run a model, and return the content of its first output file. */
    public byte[] file(String model, Map<String, ?> input) {
        Object output = output(model, input);
        return this.api
                .download(output instanceof List<?> files ? files.get(0) : output)
                .body();
    }

    public static String dataUrl(byte[] content) {
        return "data:;base64," + Base64.getEncoder().encodeToString(content);
    }
}
