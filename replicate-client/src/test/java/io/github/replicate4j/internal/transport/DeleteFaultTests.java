/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** A delete whose response is lost may have been executed. */
@Execution(ExecutionMode.CONCURRENT)
class DeleteFaultTests {

    private static final FaultServer.Behavior NOT_FOUND = FaultServer.json(404, "{\"detail\":\"Not found\"}");

    private static final FaultServer.Behavior NO_CONTENT = connection -> {
        connection.readRequest();
        connection.write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    };

    /** Faults after which it is unknown whether the delete was executed. */
    enum UnknownOutcome {
        CLOSED(FaultServer.closeAfterBody()),
        RESET(FaultServer.resetAfterBody()),
        NO_RESPONSE(FaultServer.neverAnswer()),
        TRUNCATED_STATUS_LINE(FaultServer.text("HTTP/1.1 20")),
        GATEWAY_TIMEOUT(FaultServer.json(504, "{}")),
        REQUEST_TIMEOUT(FaultServer.json(408, "{}"));

        private final FaultServer.Behavior behavior;

        UnknownOutcome(FaultServer.Behavior behavior) {
            this.behavior = behavior;
        }

        private Replicate client(FaultServer server) {
            ReplicateBuilder builder = Wire.builder(server.baseUrl());
            return (this == NO_RESPONSE ? builder.timeout(ShortTimeout.VALUE) : builder).build();
        }
    }

    /** Responses after which it is certain that nothing was deleted. */
    enum Rejection {
        RATE_LIMIT(FaultServer.json(429, "{}", "Retry-After: 0")),
        CONFLICT(FaultServer.json(409, "{}"));

        private final FaultServer.Behavior behavior;

        Rejection(FaultServer.Behavior behavior) {
            this.behavior = behavior;
        }
    }

    @BeforeAll
    static void warmUp() throws IOException {
        ShortTimeout.warmUp();
    }

    private static Replicate client(FaultServer server) {
        return Wire.builder(server.baseUrl()).build();
    }

    private static void delete(ClientStyle style, Replicate client) {
        style.run(
                client,
                blocking -> blocking.models().delete("acme/model"),
                reactive -> reactive.models().delete("acme/model"));
    }

    @ParameterizedTest
    @EnumSource
    void notFoundAfterUnknownOutcomeIsSuccess(UnknownOutcome fault) throws Exception {
        for (ClientStyle style : ClientStyle.values()) {
            try (FaultServer server = FaultServer.start(fault.behavior, NOT_FOUND);
                    Replicate client = fault.client(server)) {
                delete(style, client);
                assertThat(server.requests())
                        .extracting(request -> request.method() + " " + request.path())
                        .containsExactly("DELETE /v1/models/acme/model", "DELETE /v1/models/acme/model");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void deleteIsRetried(UnknownOutcome fault) throws Exception {
        try (FaultServer server = FaultServer.start(fault.behavior, fault.behavior, NO_CONTENT);
                Replicate client = fault.client(server)) {
            client.deployments().delete("acme/my-app");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deleteOfMissingModelFails(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(NOT_FOUND);
                Replicate client = client(server)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> delete(style, client))
                    .withMessageContaining("models.delete");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deleteOfMissingVersionFailsAfterRejectedAttempt(Rejection rejection) throws Exception {
        try (FaultServer server = FaultServer.start(rejection.behavior, NOT_FOUND);
                Replicate client = client(server)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> client.models().versions().delete("acme/model", "v1"));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void laterSubscriptionReportsNotFound() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody(), NOT_FOUND)
                        .afterwards(NOT_FOUND);
                Replicate client = client(server)) {
            Mono<Void> call = client.async().models().delete("acme/model");
            ClientStyle.REACTIVE.run(client, none -> {}, reactive -> call);
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> ClientStyle.REACTIVE.run(client, none -> {}, reactive -> call));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void readReportsNotFoundAfterLostResponse() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody(), NOT_FOUND);
                Replicate client = client(server)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> client.models().get("acme/model"));
        }
    }

    @Test
    void deleteFailsAfterThreeLostResponses() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.closeAfterBody());
                Replicate client = client(server)) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> client.models().delete("acme/model"))
                    .isNotInstanceOf(OutcomeUnknownException.class);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void rawResponseContainsStatusAndRetries() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody(), NOT_FOUND);
                Replicate client = client(server)) {
            var raw = client.withRawResponse(each -> {
                each.models().delete("acme/model");
                return true;
            });
            assertThat(raw.statusCode()).isEqualTo(404);
            assertThat(raw.retriesTaken()).isEqualTo(1);
        }
    }
}
