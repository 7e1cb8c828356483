/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.internal.http.BaseUrl;
import io.github.replicate4j.internal.http.TokenSource;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.observation.OperationObservations;
import io.github.replicate4j.settings.RetrySettings;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A create whose response arrives, but cannot be converted because of an error of the JVM. */
class UnreadableCreateTests {

    private static Error error;

    private final List<String> unreadable = new CopyOnWriteArrayList<>();

    @JsonDeserialize(using = BrokenDeserializer.class)
    record Broken() {}

    static final class BrokenDeserializer extends ValueDeserializer<Broken> {

        @Override
        public Broken deserialize(JsonParser parser, DeserializationContext context) {
            throw error;
        }
    }

    private static Transport transport(FaultServer server) {
        return new Transport(
                WebClient::builder,
                new ReactorClientHttpConnector(),
                new TransportSettings(
                        BaseUrl.parse(server.baseUrl()),
                        TokenSource.of(Wire.TOKEN),
                        Duration.ofSeconds(30),
                        RetrySettings.DEFAULT,
                        100_000,
                        Duration.ofMinutes(1),
                        100_000,
                        false,
                        Map.of()),
                OperationObservations.NONE);
    }

    private Mono<Broken> create(Transport transport) {
        return transport.send(
                ApiRequest.nonIdempotentPost("predictions.create", "/predictions")
                        .json(Map.of()),
                Broken.class,
                new LateResponse<>() {

                    @Override
                    public void received(Broken response) {}

                    @Override
                    public void unreadable(String id) {
                        UnreadableCreateTests.this.unreadable.add(id);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(classes = {NoClassDefFoundError.class, OutOfMemoryError.class, AssertionError.class})
    void idIsNotLost(Class<? extends Error> type) throws Exception {
        error = type.getDeclaredConstructor().newInstance();
        try (FaultServer server = FaultServer.start()) {
            StepVerifier.create(create(transport(server)))
                    .expectErrorSatisfies(failure -> assertThat(failure).isSameAs(error))
                    .verify(Duration.ofSeconds(30));
            assertThat(this.unreadable).containsExactly("created");
            assertThat(server.requests()).hasSize(1);
        }
    }
}
