/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.micro;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.benchmarks.JdkHttpClientByHand;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.FixedServer;
import io.github.replicate4j.predictions.Prediction;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gets a prediction of 2 kB repeatedly.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@OperationsPerInvocation(ReactiveGet.GETS)
public class ReactiveGet {

    static final int GETS = 320;

    /** Number of concurrent calls. */
    @Param({"1", "32"})
    int concurrency;

    private final AsyncReplicate replicate = Clients.replicate().async();

    private final WebClientByHand webClient = Clients.webClient();

    private final JdkHttpClientByHand jdkHttpClient = Clients.jdkHttpClient();

    @Benchmark
    public Prediction replicate4j() {
        return last(() -> this.replicate.predictions().get(FixedServer.COMPLETED));
    }

    @Benchmark
    public Prediction webClientByHand() {
        return last(() -> this.webClient.get(FixedServer.COMPLETED));
    }

    @Benchmark
    public Prediction jdkHttpClientByHand() {
        return last(() -> Mono.fromFuture(this.jdkHttpClient.getAsync(FixedServer.COMPLETED)));
    }

    private Prediction last(Supplier<Mono<Prediction>> get) {
        return Clients.block(Flux.range(0, GETS)
                .flatMap(index -> get.get(), this.concurrency)
                .last());
    }
}
