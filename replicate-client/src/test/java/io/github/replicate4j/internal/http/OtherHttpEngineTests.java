/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.JettyClientHttpConnector;

/** HTTP engines that do not report when they write a request, so that a create can be retried only after 429. */
@ParameterizedClass
@EnumSource
class OtherHttpEngineTests {

    /** Engines with default settings, except for what {@link ReplicateBuilder#connector} requires. */
    enum Engine {
        JDK {
            @Override
            ClientHttpConnector connector() {
                return new JdkClientHttpConnector();
            }
        },
        APACHE {
            @Override
            ClientHttpConnector connector() {
                return new HttpComponentsClientHttpConnector(
                        HttpAsyncClients.custom().disableRedirectHandling().build());
            }
        },
        JETTY {
            @Override
            ClientHttpConnector connector() {
                HttpClient client = new HttpClient();
                client.setFollowRedirects(false);
                client.addEventListener(new LifeCycle.Listener() {

                    @Override
                    public void lifeCycleStarted(LifeCycle started) {
                        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
                    }
                });
                return new JettyClientHttpConnector(client);
            }
        };

        abstract ClientHttpConnector connector();
    }

    enum Fault {
        CLOSED(FaultServer.closeAfterBody()),
        RESET(FaultServer.resetAfterBody()),
        TRUNCATED_BODY(FaultServer.tornBody(201, "{\"id\":")),
        EMPTY_BODY(FaultServer.json(201, "")),
        TRUNCATED_STATUS_LINE(FaultServer.text("HTTP/1.1 201 Cre"));

        private final FaultServer.Behavior behavior;

        Fault(FaultServer.Behavior behavior) {
            this.behavior = behavior;
        }
    }

    @Parameter
    Engine engine;

    private ReplicateBuilder builder(String baseUrl) {
        return Wire.builder(baseUrl).connector(this.engine.connector());
    }

    private static Throwable create(Replicate client) {
        return catchThrowable(
                () -> client.models().predictions().create("owner/name", request -> request.input(Map.of())));
    }

    @ParameterizedTest
    @EnumSource
    void createWithUnknownOutcomeIsNotRetried(Fault fault) throws Exception {
        try (FaultServer server = FaultServer.start(fault.behavior);
                Replicate client = builder(server.baseUrl()).build()) {
            assertThat(create(client)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(server.creates()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "102", "103"})
    void interimResponseIsSkipped(String status) throws Exception {
        String interim = "HTTP/1.1 " + status + " Interim\r\n\r\n";
        FaultServer.Behavior interimFirst = connection -> {
            FaultServer.Received request = connection.readRequest();
            connection.write(interim);
            FaultServer.json(201, Wire.prediction("created", "starting")).meet(connection.thatWasRead(request));
        };
        try (FaultServer server = FaultServer.start().afterwards(interimFirst);
                Replicate client = builder(server.baseUrl()).build()) {
            assertThat(create(client)).isNull();
            assertThat(create(client)).isNull();
            assertThat(server.creates()).isEqualTo(2);
        }
    }

    @Test
    void incompleteRequestIsSentAgain() throws Exception {
        FaultServer.Behavior resetWithinBody = connection -> {
            connection.readHead();
            connection.reset();
        };
        try (FaultServer server = FaultServer.start(resetWithinBody);
                Replicate client = builder(server.baseUrl()).build()) {
            assertThat(client.models()
                            .predictions()
                            .create("owner/name", request -> request.input(Map.of("text", "x".repeat(30_000_000))))
                            .id())
                    .isEqualTo("created");
            assertThat(server.creates()).isEqualTo(2);
        }
    }

    @Test
    void unknownOutcomeHasTheId() throws Exception {
        FaultServer.Behavior torn = FaultServer.tornBody(201, "{\"id\":\"p1\",\"status\":");
        try (FaultServer server = FaultServer.start(torn);
                Replicate client = builder(server.baseUrl()).build()) {
            assertThat(create(client))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            failure -> assertThat(failure.id()).isEqualTo("p1"));
        }
    }

    @Test
    void rateLimitedCreateIsRetried() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.json(429, "{}"));
                Replicate client = builder(server.baseUrl()).build()) {
            assertThat(create(client)).isNull();
            assertThat(server.creates()).isEqualTo(2);
        }
    }

    /** The Apache client repeats requests after 429 and 503 by default, which must not happen to a create. */
    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void engineDoesNotRepeatCreate(int status) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(status, "{}", "Retry-After: 0"));
                Replicate client = builder(server.baseUrl()).maxRetries(0).build()) {
            assertThat(create(client)).isInstanceOf(ApiException.class);
            assertThat(server.creates()).isEqualTo(1);
        }
    }

    @Test
    void refusedConnectionIsApiException() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Replicate client = builder("http://localhost:" + port + "/v1").build()) {
            assertThat(create(client)).isInstanceOf(ApiException.class);
        }
    }

    @Test
    void readsAreRetriedAndRedirectsAreNotFollowed() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody(), FaultServer.json(503, ""));
                Replicate client = builder(server.baseUrl()).build()) {
            assertThat(client.predictions().get("created").id()).isEqualTo("created");
        }
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(307, "", "Location: /v1/elsewhere"));
                Replicate client = builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(() -> client.predictions().get("abc"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void rejectedTokenIsReported() throws Exception {
        try (FaultServer server =
                        FaultServer.start(FaultServer.json(401, "{\"title\":\"Unauthenticated\",\"status\":401}"));
                Replicate client = builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> client.account().get())
                    .withMessageContaining("Unauthenticated");
        }
    }

    @Test
    void sendsQueryPatchAndDelete() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(200, "{}"));
                Replicate client = builder(server.baseUrl()).build()) {
            client.models().search("x");
            client.models().update("a/b", request -> request.description("d"));
            client.models().delete("a/b");
            assertThat(server.requests())
                    .extracting(request -> request.method() + " " + request.path() + " " + request.body())
                    .containsExactly(
                            "QUERY /v1/models x",
                            "PATCH /v1/models/a/b {\"description\":\"d\"}",
                            "DELETE /v1/models/a/b ");
        }
    }
}
