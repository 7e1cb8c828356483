/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
