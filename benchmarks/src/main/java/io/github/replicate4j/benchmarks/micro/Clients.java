/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.micro;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.benchmarks.JdkHttpClientByHand;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.FixedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Clients for the server of a benchmark. All rounds use the same server.
 *
 * @since 0.1.0
 */
public final class Clients {

    /** System property with the URL of a running server. */
    public static final String SERVER = "benchmarks.server";

    private Clients() {}

    static Replicate replicate() {
        return Replicate.builder()
                .baseUrl(server() + "/v1")
                .bearerToken(WebClientByHand.TOKEN)
                .build();
    }

    static WebClientByHand webClient() {
        return new WebClientByHand(server());
    }

    static JdkHttpClientByHand jdkHttpClient() {
        return new JdkHttpClientByHand(server());
    }

    static <T> T block(Mono<T> call) {
        return Objects.requireNonNull(call.block());
    }

    static String server() {
        String server = System.getProperty(SERVER);
        return server != null ? server : started();
    }

    /** Start a server if the benchmark is run with JMH directly. It exits with this process. */
    private static synchronized String started() {
        try {
            String server = Program.java(FixedServer.class).ready();
            System.setProperty(SERVER, server);
            return server;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
