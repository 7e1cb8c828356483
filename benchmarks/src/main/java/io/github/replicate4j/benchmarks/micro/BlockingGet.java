/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.micro;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.benchmarks.JdkHttpClientByHand;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.FixedServer;
import io.github.replicate4j.predictions.Prediction;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Gets a prediction of 2 kB with a blocking call.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
public class BlockingGet {

    private final Replicate replicate = Clients.replicate();

    private final WebClientByHand webClient = Clients.webClient();

    private final JdkHttpClientByHand jdkHttpClient = Clients.jdkHttpClient();

    @Benchmark
    public Prediction replicate4j() {
        return this.replicate.predictions().get(FixedServer.COMPLETED);
    }

    @Benchmark
    public Prediction webClientByHand() {
        return Clients.block(this.webClient.get(FixedServer.COMPLETED));
    }

    @Benchmark
    public Prediction jdkHttpClientByHand() throws IOException, InterruptedException {
        return this.jdkHttpClient.get(FixedServer.COMPLETED);
    }
}
