/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.deliveries;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.json.JsonParserFactory;

/** A client of the stream of deliveries. */
final class DeliveryViewer implements AutoCloseable, Flow.Subscriber<String> {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    private final CompletableFuture<?> end;

    DeliveryViewer(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/deliveries"))
                .header("Accept", "text/event-stream")
                .build();
        this.end = CLIENT.sendAsync(request, head -> {
            this.status.complete(head.statusCode());
            return HttpResponse.BodySubscribers.fromLineSubscriber(this);
        });
        this.end.whenComplete((response, failure) -> {
            if (failure != null) {
                this.status.completeExceptionally(failure);
            }
        });
    }

    int status() {
        return this.status.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Return the lines received so far. */
    List<String> lines() {
        return List.copyOf(this.lines);
    }

    List<Map<String, Object>> deliveries() {
        return this.lines.stream()
                .filter(line -> line.startsWith("data:"))
                .map(line -> JsonParserFactory.getJsonParser().parseMap(line.substring("data:".length())))
                .toList();
    }

    List<Map<String, Object>> deliveriesAbout(String prompt) {
        return deliveries().stream()
                .filter(delivery -> prompt.equals(delivery.get("prompt")))
                .toList();
    }

    /** Wait for the completion of a picture and return its deliveries. */
    List<Map<String, Object>> deliveriesUntilCompletion(String prompt) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> deliveriesAbout(prompt),
                        deliveries ->
                                deliveries.stream().anyMatch(delivery -> "completed".equals(delivery.get("type"))));
    }

    /** Completes when the application closes the stream, with an error if the connection is lost. */
    CompletableFuture<?> end() {
        return this.end;
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        this.subscription.complete(started);
        started.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        this.lines.add(line);
    }

    /** See {@link #end()}. */
    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}

    /** Close the connection like a browser. */
    @Override
    public void close() {
        this.subscription.thenAccept(Flow.Subscription::cancel);
    }
}
