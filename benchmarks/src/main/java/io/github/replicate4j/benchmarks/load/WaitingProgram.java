/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Jvm;
import io.github.replicate4j.benchmarks.Lags;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.WebClientByHand;
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

/** Creates predictions, waits for all of them, and tells what it took. */
final class WaitingProgram {

    private static final int CREATES_AT_ONCE = 50;

    private static final int WARM_UP = 200;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final WebClientByHand byHand;

    private final String origin;

    private WaitingProgram(String origin) {
        this.byHand = new WebClientByHand(origin);
        this.origin = origin;
    }

    /**
     * Runs the program.
     *
     * @param arguments where the server is, how to wait, for how many predictions, and in how many seconds they end, evenly
     */
    public static void main(String[] arguments) {
        Program.measure(() -> {
            WaitingProgram program = new WaitingProgram(arguments[0]);
            Client client = program.client(arguments[1]);
            program.measure(client, WARM_UP, 2);
            return program.measure(client, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        });
    }

    private Client client(String way) {
        return switch (way) {
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

    /** Asks again and again, as one does. */
    private Mono<Prediction> poll(String id) {
        return this.byHand
                .get(id)
                .repeatWhen(answers -> answers.delayElements(POLL_INTERVAL))
                .takeUntil(Prediction::isTerminal)
                .last();
    }

    private Figures measure(Client client, int count, int seconds) {
        Lags lags = new Lags();
        double heapBefore = Jvm.heapAfterGc();
        long readsBefore = reads();
        Instant begun = Instant.now();
        // All are to be waited for before the first one ends.
        Instant firstEnd = begun.plusMillis(1_000 + count);
        AtomicInteger failed = new AtomicInteger();
        CompletableFuture<Double> heap = new CompletableFuture<>();
        Flux.range(0, count)
                .flatMap(
                        index -> client.create()
                                .apply(Map.of("ends_at", endsAt(firstEnd, index, count, seconds)))
                                .onErrorResume(failure -> counted(failed, failure)),
                        CREATES_AT_ONCE)
                .doOnComplete(() -> heap.completeAsync(Jvm::heapAfterGc))
                .flatMap(
                        created ->
                                client.await().apply(created.id()).onErrorResume(failure -> counted(failed, failure)),
                        count)
                .doOnNext(ended -> lags.since(Objects.requireNonNull(ended.completedAt())))
                .blockLast();
        double minutes = Duration.between(begun, Instant.now()).toMillis() / 60_000.0;
        return lags.figures()
                .and("requests a minute", (reads() - readsBefore) / minutes)
                .and("threads", Jvm.mostThreads())
                .and("heap MB", heap.join() - heapBefore)
                .and("failed", failed.get());
    }

    private static Mono<Prediction> counted(AtomicInteger failed, Throwable failure) {
        if (failed.getAndIncrement() == 0) {
            failure.printStackTrace();
        }
        return Mono.empty();
    }

    /** Evenly, but not in the order of their creation. */
    private static long endsAt(Instant firstEnd, int index, int count, int seconds) {
        long place = (long) index * 7_919 % count;
        return firstEnd.plusMillis(place * seconds * 1_000 / count).toEpochMilli();
    }

    /** Creates are not among them. */
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
     * What creates and waits.
     *
     * @param create creates a prediction with this input
     * @param await waits for the end of the prediction with this id
     */
    private record Client(
            Function<Map<String, Object>, Mono<Prediction>> create, Function<String, Mono<Prediction>> await) {}
}
