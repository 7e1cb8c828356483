/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class BlockingClientTests extends WireMockTest {

    static Stream<Consumer<Replicate>> blockingCalls() {
        return Stream.of(
                client -> client.run("owner/name", Map.of()),
                client -> client.predictions().get("abc"),
                client -> client.predictions().list(),
                client -> client.predictions().cancel("abc"),
                client -> client.predictions().await("abc"),
                client -> client.predictions().stream("abc").count(),
                client -> client.predictions().streamFiles("abc").count(),
                client -> client.use("owner/name:abc").run(Map.of()),
                client -> client.use("owner/name:abc").stream(Map.of()).count(),
                client -> client.withRawResponse(raw -> raw.predictions().get("abc")),
                client -> client.models().predictions().create("owner/name", request -> request.input(Map.of())));
    }

    @ParameterizedTest
    @MethodSource("blockingCalls")
    void callOnReactorThreadFailsAndNamesReactiveClient(Consumer<Replicate> call) {
        anyRequestIsAnswered(json(200, Wire.succeeded("abc", "\"https://example.com/x.png\"")));
        StepVerifier.create(Mono.fromRunnable(() -> call.accept(this.replicate)).subscribeOn(Schedulers.parallel()))
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("AsyncReplicate")
                        .hasMessageContaining("parallel-"));
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("blockingCalls")
    void callOnBoundedElasticThreadSucceeds(Consumer<Replicate> call) {
        anyRequestIsAnswered(json(200, Wire.succeeded("abc", "\"https://example.com/x.png\"")));
        StepVerifier.create(
                        Mono.fromRunnable(() -> call.accept(this.replicate)).subscribeOn(Schedulers.boundedElastic()))
                .verifyComplete();
    }
}
