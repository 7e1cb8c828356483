/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs a model repeatedly, and measures how long after the completion of its output a run returns. */
final class RunProgram {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private static final int STEP = 397;

    private RunProgram() {}

    /**
     * Run the program.
     *
     * @param args URL of the server, client, model, shortest and longest time until the output is complete in milliseconds,
     *     number of runs to warm up and to measure, and concurrency
     */
    public static void main(String[] args) {
        Program.measure(() -> {
            int[] numbers =
                    Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray();
            Function<Integer, Mono<Double>> run = run(args[0], args[1], args[2], numbers[0], numbers[1]);
            repeat(run, numbers[2], numbers[4]);
            double[] lags = repeat(run, numbers[3], numbers[4]);
            return Figures.of("lag ms, mean", Arrays.stream(lags).average().orElseThrow())
                    .and("lag ms, median", lags[lags.length / 2])
                    .and("lag ms, p99", lags[(int) (lags.length * 0.99)]);
        });
    }

    /** Return the sorted lags. */
    private static double[] repeat(Function<Integer, Mono<Double>> run, int count, int concurrency) {
        return Flux.range(0, count).flatMap(run, concurrency).collectList().blockOptional().orElseThrow().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private static Function<Integer, Mono<Double>> run(
            String origin, String client, String model, int shortest, int longest) {
        Function<Map<String, Object>, Mono<?>> call =
                client.equals("by-hand") ? byHand(new WebClientByHand(origin), model) : replicate4j(origin, model);
        AtomicInteger next = new AtomicInteger();
        return index -> Mono.defer(() -> {
            int work = shortest + next.getAndIncrement() * STEP % (longest - shortest + 1);
            long start = System.nanoTime();
            return call.apply(Map.of("output_after", work))
                    .then(Mono.fromSupplier(() -> (System.nanoTime() - start) / 1e6 - work));
        });
    }

    private static Function<Map<String, Object>, Mono<?>> replicate4j(String origin, String model) {
        AsyncReplicate replicate = AsyncReplicate.builder()
                .baseUrl(origin + "/v1")
                .bearerToken(WebClientByHand.TOKEN)
                .run(run -> run.preferWait(Duration.ofSeconds(1)))
                .buildAsync();
        return input -> replicate.run(model, input).doOnNext(AsyncOutput::raw);
    }

    /** Accept every output, as the clients of Replicate do, and poll at their interval. */
    private static Function<Map<String, Object>, Mono<?>> byHand(WebClientByHand client, String model) {
        return input -> client.webClient()
                .post()
                .uri("/models/" + model + "/predictions")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Prefer", "wait=1")
                .bodyValue(Map.of("input", input))
                .retrieve()
                .bodyToMono(Prediction.class)
                .flatMap(created -> created.output() != null
                        ? Mono.just(created)
                        : client.get(created.id())
                                .delaySubscription(POLL_INTERVAL)
                                .repeat()
                                .filter(Prediction::isTerminal)
                                .next());
    }
}
