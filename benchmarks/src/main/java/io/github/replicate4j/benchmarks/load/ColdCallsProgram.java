/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Jvm;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.FixedServer;
import io.github.replicate4j.benchmarks.server.Wire;
import io.github.replicate4j.predictions.Prediction;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the first calls of a process, including the creation of the client, and measures how long they take. */
final class ColdCallsProgram {

    private static final Map<String, Object> INPUT =
            Map.of("prompt", "Write a haiku about a lighthouse", "max_tokens", 512);

    private ColdCallsProgram() {}

    /**
     * Run the program.
     *
     * @param args URL of the server, client, kind of the calls, and number of calls
     */
    public static void main(String[] args) {
        Program.measure(() -> measure(args[0], args[1], args[2], Integer.parseInt(args[3])));
    }

    private static Figures measure(String origin, String client, String kind, int calls) {
        long cpu = Jvm.cpuNanos();
        long start = System.nanoTime();
        Supplier<@Nullable Prediction> call =
                client.equals("by-hand") ? byHand(new WebClientByHand(origin), kind) : replicate4j(origin, kind);
        verify(call.get());
        double first = (System.nanoTime() - start) / 1e6;
        for (int i = 1; i < calls; i++) {
            verify(call.get());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return Figures.of("calls/s", calls / seconds)
                .and("ms until the first response", first)
                .and("CPU ms", (Jvm.cpuNanos() - cpu) / 1e6)
                .and("classes", ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    }

    private static void verify(@Nullable Prediction prediction) {
        if (prediction == null || prediction.id().isEmpty()) {
            throw new IllegalStateException("The server returned no prediction");
        }
    }

    private static Supplier<@Nullable Prediction> replicate4j(String origin, String kind) {
        Replicate replicate = Replicate.builder()
                .baseUrl(origin + "/v1")
                .bearerToken(WebClientByHand.TOKEN)
                .build();
        return kind.equals("get")
                ? () -> replicate.predictions().get(FixedServer.COMPLETED)
                : () -> replicate
                        .predictions()
                        .create(request -> request.version(Wire.VERSION).input(INPUT));
    }

    private static Supplier<@Nullable Prediction> byHand(WebClientByHand client, String kind) {
        return kind.equals("get")
                ? () -> client.get(FixedServer.COMPLETED).block()
                : () -> client.create(Map.of("version", Wire.VERSION, "input", INPUT))
                        .block();
    }
}
