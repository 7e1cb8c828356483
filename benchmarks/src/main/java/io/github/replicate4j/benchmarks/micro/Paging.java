/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.micro;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.benchmarks.JdkHttpClientByHand;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.WebClientByHand.PageOfPredictions;
import io.github.replicate4j.benchmarks.server.FixedServer;
import io.github.replicate4j.predictions.Prediction;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Iterates over a list of 1,000 predictions on ten pages of 200 kB.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@OperationsPerInvocation(FixedServer.PAGES * FixedServer.PAGE_SIZE)
public class Paging {

    private final Replicate replicate = Clients.replicate();

    private final WebClientByHand webClient = Clients.webClient();

    private final JdkHttpClientByHand jdkHttpClient = Clients.jdkHttpClient();

    @Benchmark
    public long replicate4j() {
        long count = 0;
        for (Prediction prediction : this.replicate.predictions().list()) {
            count += prediction.succeeded() ? 1 : 0;
        }
        return count;
    }

    @Benchmark
    public long webClientByHand() {
        PageOfPredictions page = Clients.block(this.webClient.page(null));
        long count = succeeded(page);
        while (page.next() != null) {
            page = Clients.block(this.webClient.page(page.next()));
            count += succeeded(page);
        }
        return count;
    }

    @Benchmark
    public long jdkHttpClientByHand() throws IOException, InterruptedException {
        PageOfPredictions page = this.jdkHttpClient.page(null);
        long count = succeeded(page);
        while (page.next() != null) {
            page = this.jdkHttpClient.page(page.next());
            count += succeeded(page);
        }
        return count;
    }

    private static long succeeded(PageOfPredictions page) {
        return page.results().stream().filter(Prediction::succeeded).count();
    }
}
