/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import io.github.replicate4j.benchmarks.WebClientByHand.PageOfPredictions;
import io.github.replicate4j.predictions.Prediction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls written by hand with the {@code HttpClient} of the JDK. They return the records of the client. */
public final class JdkHttpClientByHand {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String baseUrl;

    /**
     * Create the client.
     *
     * @param origin URL of the server
     */
    public JdkHttpClientByHand(String origin) {
        this.baseUrl = origin + "/v1";
    }

    /**
     * Get a prediction.
     *
     * @param id id of the prediction
     * @return the prediction
     * @throws IOException if the call fails
     * @throws InterruptedException if the thread is interrupted
     */
    public Prediction get(String id) throws IOException, InterruptedException {
        return send(request("/predictions/" + id).build(), Prediction.class);
    }

    /**
     * Get a prediction.
     *
     * @param id id of the prediction
     * @return future of the prediction
     */
    public CompletableFuture<Prediction> getAsync(String id) {
        return this.http
                .sendAsync(request("/predictions/" + id).build(), BodyHandlers.ofByteArray())
                .thenApply(response -> read(response, Prediction.class));
    }

    /**
     * Create a prediction.
     *
     * @param body request body
     * @return the prediction
     * @throws IOException if the call fails
     * @throws InterruptedException if the thread is interrupted
     */
    public Prediction create(Map<String, Object> body) throws IOException, InterruptedException {
        byte[] json = WebClientByHand.JSON.writeValueAsBytes(body);
        HttpRequest request = request("/predictions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build();
        return send(request, Prediction.class);
    }

    /**
     * Get a page of the list of predictions.
     *
     * @param next link to the page, or {@code null} for the first page
     * @return the page
     * @throws IOException if the call fails
     * @throws InterruptedException if the thread is interrupted
     */
    public PageOfPredictions page(@Nullable String next) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                next == null ? request("/predictions") : request("").uri(URI.create(next));
        return send(request.build(), PageOfPredictions.class);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(this.baseUrl + path))
                .header("Authorization", "Bearer " + WebClientByHand.TOKEN);
    }

    private <T> T send(HttpRequest request, Class<T> type) throws IOException, InterruptedException {
        return read(this.http.send(request, BodyHandlers.ofByteArray()), type);
    }

    private static <T> T read(HttpResponse<byte[]> response, Class<T> type) {
        if (response.statusCode() >= 300) {
            throw new IllegalStateException("Unexpected status " + response.statusCode());
        }
        return WebClientByHand.JSON.readValue(response.body(), type);
    }
}
