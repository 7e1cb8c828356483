/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.micro;

import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.Wire;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.support.RequestFields;
import io.github.replicate4j.predictions.PredictionRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Builds the request body of a create.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
public class BuildingPrediction {

    private final String prompt = "Write a haiku about a lighthouse";

    @Benchmark
    public byte[] replicate4j() {
        PredictionRequest request = PredictionRequest.builder()
                .version(Wire.VERSION)
                .input("prompt", this.prompt)
                .input("max_tokens", 512)
                .build();
        return Json.write(new RequestFields()
                .with("version", request.version())
                .with("input", request.input())
                .toMap(request.additionalProperties()));
    }

    @Benchmark
    public byte[] jsonMapperByHand() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("prompt", this.prompt);
        input.put("max_tokens", 512);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", Wire.VERSION);
        body.put("input", input);
        return WebClientByHand.JSON.writeValueAsBytes(body);
    }
}
