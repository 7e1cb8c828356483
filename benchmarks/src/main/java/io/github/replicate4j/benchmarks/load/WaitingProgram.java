/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Jvm;
import io.github.replicate4j.benchmarks.Lags;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.LiveServer;
import io.github.replicate4j.benchmarks.server.Wire;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.boot.WebApplicationType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Creates predictions, waits for their completion and measures the lag and resource usage. */
final class WaitingProgram {

    private static final int CONCURRENT_CREATES = 50;

    private static final int WARM_UP = 200;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final WebClientByHand byHand;

    private final String origin;

    private WaitingProgram(String origin) {
        this.byHand = new WebClientByHand(origin);
        this.origin = origin;
    }

    /**
     * Run the program.
     *
     * @param args URL of the server, name of the client, number of predictions, and seconds in which they complete
     */
    public static void main(String[] args) {
        Program.measure(() -> {
            WaitingProgram program = new WaitingProgram(args[0]);
            Client client = program.client(args[1]);
            program.measure(client, WARM_UP, 2);
            return program.measure(client, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        });
    }

    private Client client(String name) {
        return switch (name) {
            case "polling" ->
                client(AsyncReplicate.builder()
                        .baseUrl(this.origin + "/v1")
                        .bearerToken(WebClientByHand.TOKEN)
                        .buildAsync());
            case "webhooks" ->
                client(WebhookApplication.start(WebApplicationType.REACTIVE, this.origin)
                        .getBean(AsyncReplicate.class));
            default ->
                new Client(input -> this.byHand.create(Map.of("version", Wire.VERSION, "input", input)), this::poll);
        };
    }

    private static Client client(AsyncReplicate replicate) {
        return new Client(
                input -> replicate
                        .predictions()
                        .create(request -> request.version(Wire.VERSION).input(input)),
                id -> replicate.predictions().await(id));
    }

    /** Poll at a fixed interval. */
    private Mono<Prediction> poll(String id) {
        return this.byHand
                .get(id)
                .repeatWhen(completions -> completions.delayElements(POLL_INTERVAL))
                .takeUntil(Prediction::isTerminal)
                .last();
    }

    private Figures measure(Client client, int count, int seconds) {
        Lags lags = new Lags();
        double heapBefore = Jvm.heapAfterGc();
        long readsBefore = reads();
        Instant start = Instant.now();
        // Create all predictions before the first one completes.
        long firstCompletion = start.plusMillis(1_000 + count).toEpochMilli();
        AtomicInteger failed = new AtomicInteger();
        CompletableFuture<Double> heap = new CompletableFuture<>();
        Flux.range(0, count)
                .flatMap(
                        index -> client.create()
                                .apply(Map.of("ends_at", LiveServer.endsAt(firstCompletion, index, count, seconds)))
                                .onErrorResume(failure -> counted(failed, failure)),
                        CONCURRENT_CREATES)
                .doOnComplete(() -> heap.completeAsync(Jvm::heapAfterGc))
                .flatMap(
                        created ->
                                client.await().apply(created.id()).onErrorResume(failure -> counted(failed, failure)),
                        count)
                .doOnNext(prediction -> lags.since(Objects.requireNonNull(prediction.completedAt())))
                .blockLast();
        double minutes = Duration.between(start, Instant.now()).toMillis() / 60_000.0;
        return lags.figures()
                .and("requests a minute", (reads() - readsBefore) / minutes)
                .and("threads", Jvm.peakThreads())
                .and("heap MB", heap.join() - heapBefore)
                .and("failed", failed.get());
    }

    private static Mono<Prediction> counted(AtomicInteger failed, Throwable failure) {
        if (failed.getAndIncrement() == 0) {
            failure.printStackTrace();
        }
        return Mono.empty();
    }

    /** Return the number of requests that read predictions. */
    private long reads() {
        return Long.parseLong(Objects.requireNonNull(this.byHand
                .webClient()
                .get()
                .uri(this.origin + "/reads")
                .retrieve()
                .bodyToMono(String.class)
                .block()));
    }

    /**
     * A client.
     *
     * @param create creates a prediction with an input
     * @param await waits for completion of the prediction with an id
     */
    private record Client(
            Function<Map<String, Object>, Mono<Prediction>> create, Function<String, Mono<Prediction>> await) {}
}
