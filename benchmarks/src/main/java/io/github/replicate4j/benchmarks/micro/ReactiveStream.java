/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.micro;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.FixedServer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Reads 200,000 output tokens of a prediction.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@OperationsPerInvocation(FixedServer.TOKENS)
public class ReactiveStream {

    @Param({FixedServer.STREAMING, FixedServer.STREAMING_IN_BULK})
    String prediction = FixedServer.STREAMING;

    private final AsyncReplicate replicate = Clients.replicate().async();

    private final WebClientByHand webClient = Clients.webClient();

    @Benchmark
    public long replicate4j() {
        return Clients.block(
                this.replicate.predictions().stream(this.prediction).count());
    }

    @Benchmark
    public long springReader() {
        return Clients.block(this.webClient.stream(this.prediction).count());
    }
}
