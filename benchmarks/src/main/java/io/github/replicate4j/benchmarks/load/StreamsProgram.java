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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** Reads concurrent streams and measures the lag and resource usage. */
final class StreamsProgram {

    private StreamsProgram() {}

    /**
     * Run the program.
     *
     * @param args URL of the server, name of the client and number of streams
     */
    public static void main(String[] args) {
        int count = Integer.parseInt(args[2]);
        WebClientByHand byHand = new WebClientByHand(args[0]);
        Prediction prediction = Objects.requireNonNull(byHand.create(Map.of("version", Wire.VERSION, "input", Map.of()))
                .block());
        AsyncReplicate replicate = AsyncReplicate.builder()
                .baseUrl(args[0] + "/v1")
                .bearerToken(WebClientByHand.TOKEN)
                .maxConnections(count + 10)
                .buildAsync();
        Function<String, Flux<String>> stream =
                args[1].equals("spring") ? byHand::stream : replicate.predictions()::stream;
        Program.measure(() -> {
            measure(stream.apply(prediction.id()), 10);
            return measure(stream.apply(prediction.id()), count);
        });
    }

    private static Figures measure(Flux<String> stream, int count) {
        Lags lags = new Lags();
        double heapBefore = Jvm.heapAfterGc();
        long cpuBefore = Jvm.cpuNanos();
        // After about half of each stream.
        long half = LiveServer.PACE.multipliedBy(LiveServer.TOKENS / 2).toMillis();
        CompletableFuture<Double> heap = CompletableFuture.supplyAsync(
                Jvm::heapAfterGc, CompletableFuture.delayedExecutor(half, TimeUnit.MILLISECONDS));
        Flux.range(0, count)
                .flatMap(each -> stream, count)
                .doOnNext(micros -> lags.since(Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS)))
                .blockLast();
        if (lags.count() != count * LiveServer.TOKENS) {
            throw new IllegalStateException("Received only " + lags.count() + " tokens");
        }
        return lags.figures()
                .and("CPU us each token", (Jvm.cpuNanos() - cpuBefore) / 1e3 / lags.count())
                .and("threads", Jvm.peakThreads())
                .and("heap MB", heap.join() - heapBefore);
    }
}
