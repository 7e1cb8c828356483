/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import io.github.replicate4j.benchmarks.capacity.Capacity;
import io.github.replicate4j.benchmarks.javascript.SideBySide;
import io.github.replicate4j.benchmarks.load.ColdCalls;
import io.github.replicate4j.benchmarks.load.Files;
import io.github.replicate4j.benchmarks.load.Runs;
import io.github.replicate4j.benchmarks.load.Startup;
import io.github.replicate4j.benchmarks.load.Streams;
import io.github.replicate4j.benchmarks.load.Waiting;
import io.github.replicate4j.benchmarks.load.WebhookEndpoint;
import io.github.replicate4j.benchmarks.load.WebhookInboxes;
import io.github.replicate4j.benchmarks.micro.BlockingCreate;
import io.github.replicate4j.benchmarks.micro.BlockingGet;
import io.github.replicate4j.benchmarks.micro.BlockingStream;
import io.github.replicate4j.benchmarks.micro.BuildingPrediction;
import io.github.replicate4j.benchmarks.micro.DecodingPrediction;
import io.github.replicate4j.benchmarks.micro.Paging;
import io.github.replicate4j.benchmarks.micro.ReactiveGet;
import io.github.replicate4j.benchmarks.micro.ReactiveStream;
import io.github.replicate4j.benchmarks.micro.WebhookVerification;
import io.github.replicate4j.benchmarks.server.FixedServer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a benchmark.
 *
 * @since 0.1.0
 */
public final class Benchmarks {

    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "json",
                jmh(
                        new MethodComparison("decode a prediction", DecodingPrediction.class),
                        new MethodComparison("build the body of a create", BuildingPrediction.class)));
        ALL.put(
                "get",
                calls(
                        new MethodComparison("get, blocking, one by one", BlockingGet.class),
                        new MethodComparison("get, blocking, 32 at a time", BlockingGet.class).threads(32),
                        new MethodComparison("get, reactive, one by one", ReactiveGet.class)
                                .parameter("concurrency", 1),
                        new MethodComparison("get, reactive, 32 at a time", ReactiveGet.class)
                                .parameter("concurrency", 32)));
        ALL.put(
                "create",
                calls(
                        new MethodComparison("create", BlockingCreate.class).parameter("fileSize", 0),
                        new MethodComparison("create with a file of 100 kB", BlockingCreate.class)
                                .parameter("fileSize", 100_000)));
        ALL.put(
                "sse",
                calls(
                        new MethodComparison("tokens, reactive", ReactiveStream.class)
                                .parameter("prediction", FixedServer.STREAMING),
                        new MethodComparison("tokens, reactive, in bulk", ReactiveStream.class)
                                .parameter("prediction", FixedServer.STREAMING_IN_BULK),
                        new MethodComparison("tokens, blocking", BlockingStream.class)
                                .parameter("prediction", FixedServer.STREAMING)));
        ALL.put(
                "verification",
                jmh(
                        new MethodComparison("verify a webhook of 2 kB", WebhookVerification.class)
                                .parameter("size", 2_000),
                        new MethodComparison("verify a webhook of 200 kB", WebhookVerification.class)
                                .parameter("size", 200_000)));
        ALL.put("paging", calls(new MethodComparison("predictions of a list", Paging.class)));
        ALL.put("javascript", new SideBySide());
        ALL.put("waiting", new Waiting());
        ALL.put("run", new Runs());
        ALL.put("cold", new ColdCalls());
        ALL.put("streams", new Streams());
        ALL.put("webhook-endpoint", new WebhookEndpoint());
        ALL.put("webhook-inbox", new WebhookInboxes());
        ALL.put("files", new Files());
        ALL.put("startup", new Startup());
        ALL.put("capacity", new Capacity());
    }

    private Benchmarks() {}

    /**
     * Run a benchmark.
     *
     * @param args name of a benchmark and settings
     * @throws Exception if the benchmark fails
     */
    public static void main(String[] args) throws Exception {
        List<String> all = Arrays.asList(args);
        Benchmark benchmark = all.isEmpty() ? null : ALL.get(all.get(0));
        if (benchmark == null) {
            System.err.println("Specify a benchmark: " + ALL.keySet()
                    + ", optionally followed by settings such as --rounds=3: " + new Settings(List.of()));
            System.exit(1);
            return;
        }
        benchmark.run(new Settings(all.subList(1, all.size())));
    }

    /** Compare work in the process. */
    private static Benchmark jmh(MethodComparison... comparisons) {
        return settings -> {
            for (MethodComparison comparison : comparisons) {
                comparison.runWithJmh(settings);
            }
        };
    }

    /** Compare calls of a server. */
    private static Benchmark calls(MethodComparison... comparisons) {
        return settings -> {
            try (Program server = Program.java(FixedServer.class)) {
                String origin = server.ready();
                for (MethodComparison comparison : comparisons) {
                    comparison.runInTurns(settings, origin);
                }
            }
        };
    }
}
