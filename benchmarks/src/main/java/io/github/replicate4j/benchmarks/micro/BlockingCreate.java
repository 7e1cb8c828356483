/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.micro;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.benchmarks.JdkHttpClientByHand;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.Wire;
import io.github.replicate4j.predictions.Prediction;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Creates a prediction with a blocking call. A file in the input is sent as a data URL.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
public class BlockingCreate {

    /** Size of the file in bytes, or 0 for no file. */
    @Param({"0", "100000"})
    int fileSize;

    private final Replicate replicate = Clients.replicate();

    private final WebClientByHand webClient = Clients.webClient();

    private final JdkHttpClientByHand jdkHttpClient = Clients.jdkHttpClient();

    private byte[] file = new byte[0];

    @Setup
    public void makeFile() {
        this.file = new byte[this.fileSize];
    }

    private Map<String, Object> input(Object image) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("prompt", "Write a haiku about a lighthouse");
        input.put("max_tokens", 512);
        if (this.fileSize > 0) {
            input.put("image", image);
        }
        return input;
    }

    private Map<String, Object> body() {
        String image = this.fileSize == 0
                ? ""
                : "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(this.file);
        return Map.of("version", Wire.VERSION, "input", input(image));
    }

    @Benchmark
    public Prediction replicate4j() {
        Map<String, Object> input = input(this.file);
        return this.replicate
                .predictions()
                .create(request -> request.version(Wire.VERSION).input(input));
    }

    @Benchmark
    public Prediction webClientByHand() {
        return Clients.block(this.webClient.create(body()));
    }

    @Benchmark
    public Prediction jdkHttpClientByHand() throws IOException, InterruptedException {
        return this.jdkHttpClient.create(body());
    }
}
