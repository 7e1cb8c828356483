/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads and cancels are idempotent, so they are retried after any fault. */
@Execution(ExecutionMode.CONCURRENT)
class ReadFaultTests {

    enum Fault {
        RESET_BEFORE_BODY(FaultServer.resetBeforeBody()),
        CLOSED(FaultServer.closeAfterBody()),
        RESET(FaultServer.resetAfterBody()),
        RESET_ON_ACCEPT(FaultServer.resetOnAccept()),
        NO_RESPONSE(FaultServer.neverAnswer()),
        TRUNCATED_STATUS_LINE(FaultServer.text("HTTP/1.1 20")),
        TRUNCATED_BODY(FaultServer.tornBody(200, "{\"id\":\"created\"")),
        TRUNCATED_ERROR_BODY(FaultServer.tornBody(404, "{\"detail\":")),
        REQUEST_TIMEOUT(FaultServer.json(408, "{}")),
        CONFLICT(FaultServer.json(409, "{}")),
        RATE_LIMIT(FaultServer.json(429, "{}", "Retry-After: 0")),
        INTERNAL_ERROR(FaultServer.json(500, "")),
        BAD_GATEWAY(FaultServer.status(502, "<html>")),
        UNAVAILABLE(FaultServer.json(503, "{}", "Retry-After: 0.004")),
        GATEWAY_TIMEOUT(FaultServer.json(504, "{}"));

        private final FaultServer.Behavior behavior;

        Fault(FaultServer.Behavior behavior) {
            this.behavior = behavior;
        }

        private ReplicateBuilder builder(FaultServer server) {
            ReplicateBuilder builder = Wire.builder(server.baseUrl());
            return this == NO_RESPONSE ? builder.timeout(ShortTimeout.VALUE) : builder;
        }
    }

    @BeforeAll
    static void warmUp() throws IOException {
        ShortTimeout.warmUp();
    }

    private static ReplicateBuilder builder(FaultServer server) {
        return Wire.builder(server.baseUrl());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void readSurvivesTwoFaults(Fault fault) throws Exception {
        try (FaultServer server = FaultServer.start(fault.behavior, fault.behavior);
                Replicate client = fault.builder(server).build()) {
            assertThat(client.predictions().get("created").id()).isEqualTo("created");
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void cancelSurvivesTwoFaults(Fault fault) throws Exception {
        try (FaultServer server = FaultServer.start(fault.behavior, fault.behavior);
                Replicate client = fault.builder(server).build()) {
            assertThat(client.predictions().cancel("created").id()).isEqualTo("created");
            assertThat(server.connections()).isEqualTo(3);
            assertThat(server.requests().get(server.requests().size() - 1).path())
                    .isEqualTo("/v1/predictions/created/cancel");
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void readFailsAfterTheThirdFault(Fault fault) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(fault.behavior);
                Replicate client = fault.builder(server).build()) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> client.predictions().list())
                    .satisfies(failure -> {
                        assertThat(failure).isNotInstanceOf(OutcomeUnknownException.class);
                        assertThat(failure.operation()).isEqualTo("predictions.list");
                    });
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void readFailsAfterTheFirstFaultWithoutRetries(Fault fault) throws Exception {
        try (FaultServer server = FaultServer.start(fault.behavior);
                Replicate client = fault.builder(server).maxRetries(0).build()) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> client.predictions().get("created"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 402, 403, 404, 405, 410, 413, 422})
    void permanentErrorIsNotRetried(int status) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(status, "{}"));
                Replicate client = builder(server).build()) {
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(() -> client.predictions().get("created"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void serverCanForbidRetry() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(503, "{}", "X-Should-Retry: False"));
                Replicate client = builder(server).build()) {
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(() -> client.predictions().get("created"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void retryAfterOfMoreThanOneMinuteIsNotRetried() throws Exception {
        String sent = "Thu, 01 Jan 2026 00:00:00 GMT";
        String retryAfter = "Thu, 01 Jan 2026 00:01:01 GMT";
        try (FaultServer server = FaultServer.start()
                        .afterwards(FaultServer.json(503, "{}", "Date: " + sent, "Retry-After: " + retryAfter));
                Replicate client = builder(server).build()) {
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(() -> client.predictions().get("created"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void timeoutMessageContainsTheLimit() throws Exception {
        // The first request of a client creates its connection pool, so it has the default timeout.
        FaultServer.Behavior first = FaultServer.json(200, "{\"id\":\"created\"}");
        try (FaultServer server = FaultServer.start(first).afterwards(FaultServer.neverAnswer());
                Replicate client = builder(server).maxRetries(1).build()) {
            client.predictions().get("created");
            Replicate limited = client.withOptions(options -> options.timeout(ShortTimeout.VALUE));
            assertThatExceptionOfType(ApiTimeoutException.class)
                    .isThrownBy(() -> limited.predictions().get("created"))
                    .withMessageContaining("1000 ms")
                    .satisfies(failure -> assertThat(failure.requestSent()).isTrue());
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void timeoutLimitsSlowResponseBody() throws Exception {
        FaultServer.Behavior slowBody = connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
            while (true) {
                connection.write(" ");
            }
        };
        try (FaultServer server = FaultServer.start().afterwards(slowBody);
                Replicate client = builder(server)
                        .timeout(ShortTimeout.VALUE)
                        .maxRetries(0)
                        .build()) {
            assertThatExceptionOfType(ApiTimeoutException.class)
                    .isThrownBy(() -> client.predictions().get("created"));
        }
    }

    @Test
    void connectionErrorKeepsItsCause() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.closeAfterBody());
                Replicate client = builder(server).build()) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> client.predictions().get("created"))
                    .withMessageContaining("was sent")
                    .satisfies(failure -> {
                        assertThat(failure.getCause()).isNotNull();
                        assertThat(failure.requestSent()).isTrue();
                        assertThat(failure).isNotInstanceOf(ApiTimeoutException.class);
                    });
        }
    }
}
