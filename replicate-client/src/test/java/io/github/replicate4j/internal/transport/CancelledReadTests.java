/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.testing.Stress;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Reads that are cancelled at the moment at which their connection is reused by another request. */
class CancelledReadTests {

    private static final int CREATES = Stress.times(200, 2_000);

    @Test
    void cancelledReadsDoNotBreakCreates() {
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> request.receive()
                        .then(response.status(request.method().name().equals("POST") ? 201 : 200)
                                .header("Content-Type", "application/json")
                                .sendString(Mono.just(Wire.prediction("abc", "starting")))
                                .then()))
                .bindNow();
        try (AsyncReplicate client = Wire.builder("http://localhost:" + server.port() + "/v1")
                .bearerToken("any")
                .maxRetries(0)
                .maxConnections(20)
                .buildAsync()) {
            AtomicBoolean done = new AtomicBoolean();
            Mono<Void> reads = Flux.range(0, 10)
                    .flatMap(reader -> Mono.defer(() -> cancelledRead(client)).repeat(() -> !done.get()), 10)
                    .then();
            Mono<List<String>> creates = Flux.range(0, CREATES)
                    .flatMap(number -> create(client), 4)
                    .collectList()
                    .doFinally(signal -> done.set(true));
            List<String> outcomes = Mono.zip(creates, reads.thenReturn(true))
                    .block(Duration.ofMinutes(2))
                    .getT1();
            assertThat(outcomes).hasSize(CREATES).containsOnly("created");
        } finally {
            server.disposeNow();
        }
    }

    private static Mono<String> cancelledRead(AsyncReplicate client) {
        Duration delay = Duration.ofNanos(ThreadLocalRandom.current().nextLong(6_000_000));
        return client.predictions()
                .get("abc")
                .takeUntilOther(Mono.delay(delay))
                .map(read -> "read")
                .onErrorComplete();
    }

    private static Mono<String> create(AsyncReplicate client) {
        return client.models()
                .predictions()
                .create("acme/model", request -> request.input(Map.of()))
                .map(created -> "created")
                .onErrorResume(failure -> Mono.just(failure.getClass().getSimpleName()));
    }
}
