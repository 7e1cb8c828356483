/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Filters of the web client of an application that repeat requests. */
class RetryingFilterTests {

    private static final ExchangeFilterFunction RETRIES_ERRORS =
            (request, next) -> next.exchange(request).retry(2);

    private static final ExchangeFilterFunction RETRIES_SERVER_ERRORS = (request, next) -> next.exchange(request)
            .flatMap(response -> response.statusCode().is5xxServerError()
                    ? response.releaseBody().then(next.exchange(request))
                    : Mono.just(response));

    private static Throwable create(FaultServer server, ExchangeFilterFunction filter) {
        try (Replicate client = Wire.builder(server.baseUrl())
                .webClient(WebClient.builder().filter(filter))
                .build()) {
            return catchThrowable(() ->
                    client.models().predictions().create("owner/name", request -> request.input(Map.of("text", "x"))));
        }
    }

    @Test
    void filterCannotRepeatCreateAfterLostResponse() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody())) {
            assertThat(create(server, RETRIES_ERRORS))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("filter");
            assertThat(server.creates()).isEqualTo(1);
        }
    }

    @Test
    void filterCannotRepeatCreateAfterServerError() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.json(503, "{}"))) {
            assertThat(create(server, RETRIES_SERVER_ERRORS))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("filter");
            assertThat(server.creates()).isEqualTo(1);
        }
    }

    @Test
    void filterCanRepeatRead() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody());
                Replicate client = Wire.builder(server.baseUrl())
                        .maxRetries(0)
                        .webClient(WebClient.builder().filter(RETRIES_ERRORS))
                        .build()) {
            Prediction prediction = client.predictions().get("created");
            assertThat(prediction.id()).isEqualTo("created");
            assertThat(server.requests()).hasSize(2);
        }
    }
}
