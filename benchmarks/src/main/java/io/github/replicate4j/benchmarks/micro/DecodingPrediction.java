/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.micro;

import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.FixedServer;
import io.github.replicate4j.benchmarks.server.Wire;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.predictions.Prediction;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Decodes a prediction of 2 kB.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
public class DecodingPrediction {

    private final byte[] json =
            Wire.succeeded(FixedServer.COMPLETED, "http://127.0.0.1").getBytes(StandardCharsets.UTF_8);

    @Benchmark
    public Prediction replicate4j() {
        return Json.read(this.json, Prediction.class);
    }

    @Benchmark
    public Prediction jsonMapperByHand() {
        return WebClientByHand.JSON.readValue(this.json, Prediction.class);
    }
}
