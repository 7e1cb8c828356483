/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** A create that may have reached Replicate is never retried, because a retry could bill a second prediction. */
@Execution(ExecutionMode.CONCURRENT)
class CreateFaultTests {

    private static final String CREATED = Wire.prediction("created", "starting");

    enum Expected {
        /** The response was lost. */
        UNKNOWN_OUTCOME,
        /** The status does not show whether the prediction was created. */
        UNKNOWN_OUTCOME_WITH_STATUS,
        /** The create was rejected permanently. */
        REJECTED,
        /** The create was rejected temporarily; the retry succeeds. */
        RETRIED
    }

    enum Fault {
        RESET_BEFORE_BODY(Expected.UNKNOWN_OUTCOME, FaultServer.resetBeforeBody()),
        RESET_AFTER_BODY(Expected.UNKNOWN_OUTCOME, FaultServer.resetAfterBody()),
        CLOSED_AFTER_BODY(Expected.UNKNOWN_OUTCOME, FaultServer.closeAfterBody()),
        NO_RESPONSE(Expected.UNKNOWN_OUTCOME, FaultServer.neverAnswer()),
        INCOMPLETE_STATUS_LINE(Expected.UNKNOWN_OUTCOME, FaultServer.text("HTTP/1.1 201 Cre")),
        INCOMPLETE_HEADERS(Expected.UNKNOWN_OUTCOME, FaultServer.text("HTTP/1.1 201 Created\r\nContent-Le")),
        NOT_HTTP(Expected.UNKNOWN_OUTCOME, FaultServer.text("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
        MISSING_BODY(Expected.UNKNOWN_OUTCOME, FaultServer.tornBody(201, "")),
        INCOMPLETE_BODY(Expected.UNKNOWN_OUTCOME, FaultServer.tornBody(201, CREATED.substring(0, 60))),
        INCOMPLETE_BODY_WITH_COMPLETE_JSON(Expected.UNKNOWN_OUTCOME, FaultServer.tornBody(201, CREATED)),
        INCOMPLETE_CHUNKS(
                Expected.UNKNOWN_OUTCOME,
                FaultServer.text("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n")),
        TRUNCATED_JSON_WITH_CREATED(Expected.UNKNOWN_OUTCOME, FaultServer.json(201, CREATED.substring(0, 60))),
        TRUNCATED_JSON_WITH_OK(Expected.UNKNOWN_OUTCOME, FaultServer.json(200, CREATED.substring(0, 60))),
        EMPTY_CREATED(Expected.UNKNOWN_OUTCOME, FaultServer.json(201, "")),
        EMPTY_OK(Expected.UNKNOWN_OUTCOME, FaultServer.json(200, "")),
        EMPTY_ACCEPTED(Expected.UNKNOWN_OUTCOME, FaultServer.json(202, "")),
        NO_CONTENT(Expected.UNKNOWN_OUTCOME, FaultServer.text("HTTP/1.1 204 No Content\r\n\r\n")),
        HTML_WITH_OK(Expected.UNKNOWN_OUTCOME, FaultServer.status(200, "<html>Sign in</html>")),
        NO_ID(Expected.UNKNOWN_OUTCOME, FaultServer.json(201, "{\"status\":\"starting\"}")),
        TOO_LARGE(
                Expected.UNKNOWN_OUTCOME, FaultServer.json(201, Wire.succeeded("x", "\"" + "x".repeat(20_000) + "\""))),
        INCOMPLETE_ERROR_BODY(Expected.UNKNOWN_OUTCOME, FaultServer.tornBody(500, "{\"detail\":")),
        REQUEST_TIMEOUT(Expected.UNKNOWN_OUTCOME_WITH_STATUS, FaultServer.json(408, "{}")),
        INTERNAL_ERROR(Expected.UNKNOWN_OUTCOME_WITH_STATUS, FaultServer.json(500, "{\"detail\":\"oops\"}")),
        BAD_GATEWAY(Expected.UNKNOWN_OUTCOME_WITH_STATUS, FaultServer.status(502, "<html>Bad gateway</html>")),
        UNAVAILABLE(Expected.UNKNOWN_OUTCOME_WITH_STATUS, FaultServer.json(503, "{}", "Retry-After: 0")),
        GATEWAY_TIMEOUT(Expected.UNKNOWN_OUTCOME_WITH_STATUS, FaultServer.json(504, "", "x-should-retry: true")),
        CONFLICT(Expected.REJECTED, FaultServer.json(409, "{}")),
        UNPROCESSABLE(Expected.REJECTED, FaultServer.json(422, "{\"detail\":\"no such version\"}")),
        PAYMENT_REQUIRED(Expected.REJECTED, FaultServer.json(402, "{}")),
        SEE_OTHER(Expected.REJECTED, FaultServer.json(303, "", "Location: /v1/predictions")),
        TEMPORARY_REDIRECT(Expected.REJECTED, FaultServer.json(307, "", "Location: /v1/predictions")),
        TOO_MANY_REQUESTS_WITHOUT_RETRY(Expected.REJECTED, FaultServer.json(429, "{}", "x-should-retry: false")),
        TOO_MANY_REQUESTS_WITH_LONG_DELAY(Expected.REJECTED, FaultServer.json(429, "{}", "Retry-After: 61")),
        TOO_MANY_REQUESTS(Expected.RETRIED, FaultServer.json(429, "{\"detail\":\"Request was throttled.\"}")),
        TOO_MANY_REQUESTS_WITH_SHORT_DELAY(Expected.RETRIED, FaultServer.json(429, "{}", "retry-after-ms: 3")),
        TOO_MANY_REQUESTS_FROM_PROXY(Expected.RETRIED, FaultServer.status(429, "<html>", "Retry-After: 0"));

        private final Expected expected;

        private final FaultServer.Behavior behavior;

        Fault(Expected expected, FaultServer.Behavior behavior) {
            this.expected = expected;
            this.behavior = behavior;
        }
    }

    enum Endpoint {
        PREDICTIONS(client -> client.predictions()
                .create(request -> request.version(Wire.VERSION).input(Map.of("text", "x")))),
        MODELS(client ->
                client.models().predictions().create("owner/name", request -> request.input(Map.of("text", "x")))),
        DEPLOYMENTS(client ->
                client.deployments().predictions().create("owner/name", request -> request.input(Map.of("text", "x"))));

        private final Function<AsyncReplicate, Mono<Prediction>> create;

        Endpoint(Function<AsyncReplicate, Mono<Prediction>> create) {
            this.create = create;
        }

        Prediction blocking(Replicate client) {
            return switch (this) {
                case PREDICTIONS ->
                    client.predictions()
                            .create(request -> request.version(Wire.VERSION).input(Map.of("text", "x")));
                case MODELS ->
                    client.models().predictions().create("owner/name", request -> request.input(Map.of("text", "x")));
                case DEPLOYMENTS ->
                    client.deployments()
                            .predictions()
                            .create("owner/name", request -> request.input(Map.of("text", "x")));
            };
        }
    }

    static Stream<Arguments> faultsOfAllCreates() {
        return Arrays.stream(Fault.values())
                .flatMap(fault -> Arrays.stream(Endpoint.values())
                        .flatMap(endpoint ->
                                Stream.of(Arguments.of(fault, endpoint, true), Arguments.of(fault, endpoint, false))));
    }

    private static Replicate client(FaultServer server, Fault fault) {
        ReplicateBuilder builder = Wire.builder(server.baseUrl()).maxInMemorySize(10_000);
        if (fault == Fault.NO_RESPONSE) {
            builder.timeout(Duration.ofSeconds(1));
        }
        return builder.build();
    }

    @ParameterizedTest(name = "{0} {1} blocking={2}")
    @MethodSource("faultsOfAllCreates")
    void onlyRejectedCreateIsRetried(Fault fault, Endpoint endpoint, boolean blocking) throws Exception {
        try (FaultServer server = FaultServer.start(fault.behavior);
                Replicate client = client(server, fault)) {
            Throwable failure = catchThrowable(() -> {
                Prediction prediction = blocking
                        ? endpoint.blocking(client)
                        : endpoint.create.apply(client.async()).toFuture().get();
                assertThat(prediction.id()).isEqualTo("created");
            });
            Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
            if (fault.expected == Expected.RETRIED) {
                assertThat(cause).isNull();
                assertThat(server.creates()).isEqualTo(2);
                return;
            }
            assertThat(server.creates()).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(cause).isInstanceOf(ApiException.class);
            ApiException failed = (ApiException) cause;
            assertThat(failed.operation()).endsWith("predictions.create");
            switch (fault.expected) {
                case UNKNOWN_OUTCOME ->
                    assertThat(failed)
                            .isExactlyInstanceOf(OutcomeUnknownException.class)
                            .hasMessageContaining("predictions.list")
                            .cause()
                            .isInstanceOfAny(ApiConnectionException.class, ApiResponseValidationException.class);
                case UNKNOWN_OUTCOME_WITH_STATUS ->
                    assertThat(failed)
                            .isExactlyInstanceOf(OutcomeUnknownException.class)
                            .hasMessageContaining("predictions.list")
                            .cause()
                            .isInstanceOfSatisfying(
                                    ApiStatusException.class,
                                    status -> assertThat(status.statusCode())
                                            .matches(code -> code >= 500 || code == 408));
                default -> assertThat(failed).isInstanceOf(ApiStatusException.class);
            }
        }
    }

    @Test
    void connectionResetBeforeTheRequestCreatesNothing() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.resetOnAccept());
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            Throwable failure = catchThrowable(() -> Endpoint.PREDICTIONS.blocking(client));
            assertThat(failure).isInstanceOf(ApiException.class);
            assertThat(server.creates()).isZero();
            // Each attempt may or may not have written bytes before the reset; the exception reports it for the last
            // one.
            assertThat(server.connections()).isBetween(failure instanceof OutcomeUnknownException ? 1 : 3, 3);
        }
    }

    @Test
    void createIsNotRetriedWhenKeepAliveConnectionIsReset() throws Exception {
        FaultServer.Behavior first = FaultServer.json(200, Wire.prediction("abc", "starting"), FaultServer.KEEP_ALIVE);
        ConnectionProvider pool =
                ConnectionProvider.builder("single").maxConnections(1).build();
        try (FaultServer server = FaultServer.start(FaultServer.keepAlive(first, FaultServer.resetAfterBody()));
                Replicate client = Wire.builder(server.baseUrl())
                        .connector(new ReactorClientHttpConnector(HttpClient.create(pool)))
                        .build()) {
            client.predictions().get("abc");
            assertThat(catchThrowable(() -> Endpoint.MODELS.blocking(client)))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(server.creates()).isEqualTo(1);
        } finally {
            pool.dispose();
        }
    }

    @Test
    void createDoesNotUseClosedKeepAliveConnection() throws Exception {
        FaultServer.Behavior keptAlive =
                FaultServer.json(200, Wire.prediction("abc", "starting"), FaultServer.KEEP_ALIVE);
        try (FaultServer server = FaultServer.start(keptAlive);
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            client.predictions().get("abc");
            Wire.await().ignoreExceptions().untilAsserted(() -> {
                assertThat(Endpoint.MODELS.blocking(client).id()).isEqualTo("created");
            });
            assertThat(server.creates()).isEqualTo(1);
        }
    }

    @Test
    void rateLimitedCreateFailsAfterAllRetries() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(FaultServer.json(429, "{}"));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThat(catchThrowable(() -> Endpoint.PREDICTIONS.blocking(client)))
                    .isInstanceOf(RateLimitException.class);
            assertThat(server.creates()).isEqualTo(3);
            assertThat(catchThrowable(
                            () -> Endpoint.PREDICTIONS.blocking(client.withOptions(options -> options.maxRetries(0)))))
                    .isInstanceOf(RateLimitException.class);
            assertThat(server.creates()).isEqualTo(4);
        }
    }

    @Test
    void unknownOutcomeContainsTheIdOfUnreadableResponse() throws Exception {
        FaultServer.Behavior unreadable = FaultServer.json(201, CREATED.replace("\"logs\":\"\"", "\"logs\":[]"));
        try (FaultServer server = FaultServer.start(unreadable);
                Replicate client = Wire.builder(server.baseUrl())
                        .strictResponseValidation(true)
                        .build()) {
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> Endpoint.MODELS.blocking(client))
                    .withMessageContaining("it created created")
                    .withCauseInstanceOf(ApiResponseValidationException.class)
                    .satisfies(failure -> assertThat(failure.id()).isEqualTo("created"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":", "[\"id\"]", "null", "{\"status\":\"starting\"}"})
    void unknownOutcomeHasNoIdIfTheResponseHasNone(String body) throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.json(201, body));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> Endpoint.MODELS.blocking(client))
                    .withMessageContaining("predictions.list")
                    .satisfies(failure -> assertThat(failure.id()).isNull());
        }
    }

    @Test
    void runIsNotRetriedAfterLostCreateResponse() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.closeAfterBody());
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThat(catchThrowable(() -> client.run("owner/name", Map.of())))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }
}
