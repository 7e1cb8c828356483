/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Failures before the first byte of a request is sent, so that even a create can be retried. */
@Execution(ExecutionMode.CONCURRENT)
class UnsentRequestTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static ApiConnectionException failure(Replicate client) {
        try (client) {
            ApiConnectionException[] failures = new ApiConnectionException[1];
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> client.run("owner/name", Map.of()))
                    .satisfies(failure -> failures[0] = failure);
            assertThat(failures[0].requestSent()).isFalse();
            assertThat(failures[0].operation()).isEqualTo("models.predictions.create");
            return failures[0];
        }
    }

    @Test
    void createIsRetriedAfterRefusedConnection() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        Replicate client = Wire.builder("http://localhost:" + closedPort() + "/v1")
                .bearerToken(() -> {
                    attempts.incrementAndGet();
                    return Wire.TOKEN;
                })
                .build();
        assertThat(failure(client)).hasMessageContaining("could not be sent").hasMessageContaining("refused");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void createIsSentOnlyOnceWithoutRetries() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        failure(Wire.builder("http://localhost:" + closedPort() + "/v1")
                .maxRetries(0)
                .bearerToken(() -> {
                    attempts.incrementAndGet();
                    return Wire.TOKEN;
                })
                .build());
        assertThat(attempts).hasValue(1);
    }

    @Test
    void createToUnknownHostIsReportedAsUnsent() {
        assertThat(failure(Wire.builder("https://no-such-host.invalid/v1").build()))
                .hasMessageContaining("no-such-host.invalid")
                .hasMessageContaining("Check the base URL");
    }

    @Test
    void createIsRetriedAfterFailedTlsHandshake() throws Exception {
        FaultServer.Behavior plainText = connection -> connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
        try (FaultServer server = FaultServer.start().afterwards(plainText)) {
            failure(Wire.builder("https://localhost:" + server.port() + "/v1").build());
            assertThat(server.connections()).isEqualTo(3);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void connectTimeoutLimitsTlsHandshake() throws Exception {
        FaultServer.Behavior silent = connection -> new CountDownLatch(1).await();
        try (FaultServer server = FaultServer.start().afterwards(silent)) {
            ApiConnectionException failure = failure(Wire.builder("https://localhost:" + server.port() + "/v1")
                    .connectTimeout(ShortTimeout.VALUE)
                    .maxRetries(1)
                    .build());
            assertThat(failure).isInstanceOf(ApiTimeoutException.class);
            Wire.await()
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(server.connections()).isEqualTo(2));
        }
    }

    @Test
    void createIsSentOnceAfterFailedConnection() throws Exception {
        try (FaultServer server = FaultServer.start();
                Replicate client = Wire.builder(server.baseUrl())
                        .webClient(WebClient.builder().filter(failsFirstRequestBeforeSending()))
                        .build()) {
            assertThat(client.models()
                            .predictions()
                            .create("owner/name", request -> request.input(Map.of()))
                            .id())
                    .isEqualTo("created");
            assertThat(server.creates()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void incompleteRequestIsSentAgain(ClientStyle style) throws Exception {
        Map<String, Object> input = Map.of("text", "x".repeat(30_000_000));
        FaultServer.Behavior resetWithinBody = FaultServer.resetBeforeBody();
        try (FaultServer server = FaultServer.start(resetWithinBody, resetWithinBody);
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThat(style.call(
                                    client,
                                    blocking -> blocking.models()
                                            .predictions()
                                            .create("owner/name", request -> request.input(input)),
                                    reactive -> reactive.models()
                                            .predictions()
                                            .create("owner/name", request -> request.input(input)))
                            .id())
                    .isEqualTo("created");
            assertThat(server.creates()).isEqualTo(3);
        }
    }

    @Test
    void incompleteRequestIsReportedAsUnsent() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.resetBeforeBody());
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> client.run("owner/name", Map.of("text", "x".repeat(30_000_000))))
                    .satisfies(failure -> assertThat(failure.requestSent()).isFalse());
            assertThat(server.creates()).isEqualTo(3);
        }
    }

    private static ExchangeFilterFunction failsFirstRequestBeforeSending() {
        AtomicInteger calls = new AtomicInteger();
        return (request, next) -> calls.getAndIncrement() == 0
                ? Mono.error(new IOException("no connection in the pool"))
                : next.exchange(request);
    }

    @Test
    void createIsReportedAsUnsentIfPoolIsFull() throws Exception {
        ConnectionProvider pool = ConnectionProvider.builder("tiny")
                .maxConnections(1)
                .pendingAcquireTimeout(ShortTimeout.VALUE)
                .build();
        try (FaultServer server = FaultServer.start(FaultServer.neverAnswer());
                Replicate client = Wire.builder(server.baseUrl())
                        .connector(new ReactorClientHttpConnector(HttpClient.create(pool)))
                        .build()) {
            var pending = client.async().predictions().get("abc").subscribe(prediction -> {}, failure -> {});
            Wire.await().atMost(LIMIT).until(() -> server.requests().size() == 1);
            assertThat(failure(client)).isInstanceOf(ApiTimeoutException.class);
            assertThat(server.creates()).isZero();
            pending.dispose();
        } finally {
            pool.dispose();
        }
    }
}
