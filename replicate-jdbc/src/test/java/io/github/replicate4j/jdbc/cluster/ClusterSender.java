/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.cluster;

import io.github.replicate4j.webhook.WebhookSigner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Delivers webhooks as Replicate does: again after failures, with growing delays, until it gives up. Only a success is
 * acknowledged.
 */
final class ClusterSender {

    /** Delays of Replicate between attempts, in seconds. */
    private static final int[] DELAYS = {2, 4, 8, 16, 32};

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final WebhookSigner signer = new WebhookSigner(ClusterNode.SECRET);

    private final double scale;

    final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    final Queue<Long> responseMillis = new ConcurrentLinkedQueue<>();

    /** Create a sender whose delays are those of Replicate times {@code scale}. */
    ClusterSender(double scale) {
        this.scale = scale;
    }

    /** Deliver a completion, and return whether it was acknowledged. */
    CompletableFuture<Boolean> deliver(String id, int port) {
        return attempt(id, port, 0);
    }

    private CompletableFuture<Boolean> attempt(String id, int port, int failures) {
        byte[] body = ("{\"id\":\"" + id + "\",\"status\":\"succeeded\",\"output\":\"done\",\"logs\":\"\"}")
                .getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        this.signer.headers("msg_" + id, body).forEach(request::header);
        long start = System.nanoTime();
        return this.http
                .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
                .handle((response, failure) -> failure == null && response.statusCode() / 100 == 2)
                .thenCompose(success -> {
                    if (success) {
                        this.responseMillis.add((System.nanoTime() - start) / 1_000_000);
                        this.acknowledged.add(id);
                        return CompletableFuture.completedFuture(true);
                    }
                    if (failures == DELAYS.length) {
                        return CompletableFuture.completedFuture(false);
                    }
                    long millis = Math.round(DELAYS[failures] * 1000 * this.scale);
                    return CompletableFuture.supplyAsync(
                                    () -> failures + 1,
                                    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                            .thenCompose(next -> attempt(id, port, next));
                });
    }
}
