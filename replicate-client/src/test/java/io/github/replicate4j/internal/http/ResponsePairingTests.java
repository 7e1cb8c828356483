/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.is;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.FaultServer.Received;
import io.github.replicate4j.testing.Stress;
import io.github.replicate4j.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

/** No response reaches another request than its own, whatever the server sends on a connection. */
class ResponsePairingTests {

    private static final Pattern TEXT = Pattern.compile("\"text\":\"(.+?)\"");

    private static final Pattern ID = Pattern.compile("/v1/predictions/([^/]+)");

    private static final String STRANGER = FaultServer.answer(
            201, "application/json", Wire.prediction("stranger", "starting"), FaultServer.KEEP_ALIVE);

    /** Return the response to a request: the id of a prediction is the text of its input. */
    private static String response(Received request) {
        Matcher matcher = request.creates() ? TEXT.matcher(request.body()) : ID.matcher(request.path());
        assertThat(matcher.find()).isTrue();
        return FaultServer.answer(
                request.creates() ? 201 : 200,
                "application/json",
                Wire.prediction(matcher.group(1), "starting"),
                FaultServer.KEEP_ALIVE);
    }

    /** A server that keeps connections open and responds to each request. */
    private static FaultServer server(UnaryOperator<String> change) {
        return FaultServer.start().afterwards(connection -> {
            while (true) {
                connection.write(change.apply(response(connection.readRequest())));
            }
        });
    }

    private static String interim(String statuses) {
        StringBuilder responses = new StringBuilder();
        for (String status : statuses.split(",")) {
            responses.append("HTTP/1.1 ").append(status).append(" Interim\r\nLink: </a>; rel=preload\r\n\r\n");
        }
        return responses.toString();
    }

    private static Mono<Prediction> create(AsyncReplicate client, String text) {
        return client.models().predictions().create("owner/name", request -> request.input(Map.of("text", text)));
    }

    private static Prediction create(ClientStyle style, Replicate client, String text) {
        return style.call(
                client,
                blocking -> blocking.models()
                        .predictions()
                        .create("owner/name", request -> request.input(Map.of("text", text))),
                reactive -> create(reactive, text));
    }

    private static Prediction get(ClientStyle style, Replicate client, String id) {
        return style.call(
                client,
                blocking -> blocking.predictions().get(id),
                reactive -> reactive.predictions().get(id));
    }

    static Stream<Arguments> interimResponses() {
        return Stream.of("100", "102", "103", "199", "100,102,103,103,103")
                .flatMap(statuses -> Stream.of(ClientStyle.values()).map(style -> Arguments.of(statuses, style)));
    }

    @ParameterizedTest
    @MethodSource("interimResponses")
    void interimResponsesAreSkipped(String statuses, ClientStyle style) throws Exception {
        try (FaultServer server = server(response -> interim(statuses) + response);
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(create(style, client, "p" + i).id()).isEqualTo("p" + i);
                assertThat(get(style, client, "r" + i).id()).isEqualTo("r" + i);
            }
            // Interim responses do not close connections. A connection is reused unless the next request is sent
            // before the connection is back in the pool.
            assertThat(server.connections()).isBetween(2, 5);
            assertThat(server.creates()).isEqualTo(3);
        }
    }

    @Test
    void interimResponseIsSkippedByteByByte() throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(connection -> {
                    while (true) {
                        String response = response(connection.readRequest());
                        for (byte each : (interim("102,103") + response).getBytes(StandardCharsets.UTF_8)) {
                            connection.write(new byte[] {each});
                        }
                    }
                });
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThat(create(ClientStyle.BLOCKING, client, "p1").id()).isEqualTo("p1");
            assertThat(create(ClientStyle.BLOCKING, client, "p2").id()).isEqualTo("p2");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void concurrentCreatesGetTheirOwnResponses(boolean connectorOfApplication) throws Exception {
        int creates = Stress.times(200, 1000);
        ConnectionProvider pool = ConnectionProvider.create("pairing", 32);
        AtomicInteger wrong = new AtomicInteger();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (FaultServer server = server(response -> interim("102,103") + response)) {
            ReplicateBuilder builder = Wire.builder(server.baseUrl());
            if (connectorOfApplication) {
                builder.connector(new ReactorClientHttpConnector(HttpClient.create(pool)));
            }
            try (AsyncReplicate client = builder.buildAsync()) {
                Long received = Flux.range(0, creates)
                        .flatMap(
                                index -> create(client, "p" + index)
                                        .doOnNext(created -> {
                                            if (!created.id().equals("p" + index)) {
                                                wrong.incrementAndGet();
                                            }
                                        })
                                        .doOnError(failures::add)
                                        .onErrorComplete(),
                                32)
                        .count()
                        .block();
                assertThat(wrong).hasValue(0);
                assertThat(failures).isEmpty();
                assertThat(received).isEqualTo(creates);
                assertThat(server.creates()).isEqualTo(creates);
            }
        } finally {
            pool.dispose();
        }
    }

    /** The final response must not be one below 200: it does not show whether the prediction was created. */
    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void switchedProtocolHasUnknownOutcome(ClientStyle style) throws Exception {
        try (FaultServer server = FaultServer.start(connection -> {
                            connection.readRequest();
                            connection.write("HTTP/1.1 101 Switching Protocols\r\n\r\n" + STRANGER);
                            connection.awaitEnd();
                        })
                        .afterwards(connection -> connection.write(response(connection.readRequest())));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> create(style, client, "p1"))
                    .withMessageContaining("101");
            assertThat(create(style, client, "p2").id()).isEqualTo("p2");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    static Stream<Arguments> surplus() {
        return Stream.of("surplus", "\u0000", "surplus\r\n\r\n", "HTTP/1.1 ", STRANGER)
                .flatMap(surplus -> Stream.of(ClientStyle.values()).map(style -> Arguments.of(surplus, style)));
    }

    @ParameterizedTest
    @MethodSource("surplus")
    void surplusBytesDoNotReachNextRequest(String surplus, ClientStyle style) throws Exception {
        try (FaultServer server = server(response -> response + surplus);
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            for (int i = 0; i < 5; i++) {
                assertThat(create(style, client, "p" + i).id()).isEqualTo("p" + i);
            }
            assertThat(server.creates()).isEqualTo(5);
            assertThat(server.connections()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"surplus", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"})
    void bytesOnIdleConnectionCloseIt(String surplus) throws Exception {
        CountDownLatch idle = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(connection -> {
                            connection.write(response(connection.readRequest()));
                            idle.await();
                            connection.write(surplus);
                            connection.awaitEnd();
                            closed.countDown();
                        })
                        .afterwards(connection -> connection.write(response(connection.readRequest())));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThat(create(ClientStyle.BLOCKING, client, "p1").id()).isEqualTo("p1");
            idle.countDown();
            await().until(() -> closed.getCount() == 0);
            assertThat(create(ClientStyle.BLOCKING, client, "p2").id()).isEqualTo("p2");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /** The response precedes the end of the request, so that the rest of the request would be read as the next one. */
    @Test
    void connectionOfEarlyResponseIsNotReused() throws Exception {
        try (FaultServer server = FaultServer.start(connection -> {
                            connection.readHead();
                            connection.write(FaultServer.answer(422, "application/json", "{}", FaultServer.KEEP_ALIVE));
                            new CountDownLatch(1).await();
                        })
                        .afterwards(connection -> connection.write(response(connection.readRequest())));
                Replicate client = Wire.builder(server.baseUrl())
                        .timeout(Duration.ofSeconds(5))
                        .build()) {
            assertThat(catchThrowable(() -> create(ClientStyle.BLOCKING, client, "x".repeat(20_000_000))))
                    .isInstanceOf(UnprocessableEntityException.class);
            assertThat(create(ClientStyle.BLOCKING, client, "p2").id()).isEqualTo("p2");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    enum Lookup {
        PREDICTION(
                "{\"id\":\"other\",\"status\":\"succeeded\"}",
                client -> client.predictions().get("mine")),
        PREDICTION_CANCEL(
                "{\"id\":\"other\",\"status\":\"canceled\"}",
                client -> client.predictions().cancel("mine")),
        PREDICTION_WAIT(
                "{\"id\":\"other\",\"status\":\"succeeded\"}",
                client -> client.predictions().await("mine")),
        TRAINING(
                "{\"id\":\"other\",\"status\":\"succeeded\"}",
                client -> client.trainings().get("mine")),
        TRAINING_CANCEL(
                "{\"id\":\"other\",\"status\":\"canceled\"}",
                client -> client.trainings().cancel("mine")),
        TRAINING_WAIT(
                "{\"id\":\"other\",\"status\":\"succeeded\"}",
                client -> client.trainings().await("mine")),
        FILE("{\"id\":\"other\"}", client -> client.files().get("mine")),
        VERSION("{\"id\":\"other\"}", client -> client.models().versions().get("me/mine", "v1")),
        DEPLOYMENT(
                "{\"owner\":\"me\",\"name\":\"other\"}",
                client -> client.deployments().get("me/mine")),
        COLLECTION(
                "{\"slug\":\"other\",\"name\":\"Other\"}",
                client -> client.collections().get("mine")),
        LATE_ID(
                "{\"logs\":\"" + "x".repeat(100_000) + "\",\"status\":\"succeeded\",\"id\":\"other\"}",
                client -> client.predictions().get("mine"));

        private final String body;

        private final Function<AsyncReplicate, Mono<?>> call;

        Lookup(String body, Function<AsyncReplicate, Mono<?>> call) {
            this.body = body;
            this.call = call;
        }
    }

    @ParameterizedTest
    @EnumSource
    void responseWithAnotherIdIsRejected(Lookup lookup) throws Exception {
        try (FaultServer server = FaultServer.start().afterwards(connection -> {
                    while (true) {
                        connection.readRequest();
                        connection.write(
                                FaultServer.answer(200, "application/json", lookup.body, FaultServer.KEEP_ALIVE));
                    }
                });
                AsyncReplicate client = Wire.builder(server.baseUrl()).buildAsync()) {
            assertThatExceptionOfType(ApiResponseValidationException.class)
                    .isThrownBy(() -> lookup.call.apply(client).block())
                    .withMessageContaining("belongs to another request")
                    .withMessageMatching(".*\\b(other instead of (mine|v1)|you instead of me)\\b.*");
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void connectionOfResponseWithAnotherIdIsClosed(ClientStyle style) throws Exception {
        AtomicInteger closed = new AtomicInteger();
        try (FaultServer server = FaultServer.start(connection -> {
                            connection.readRequest();
                            connection.write(FaultServer.answer(
                                    200,
                                    "application/json",
                                    Wire.prediction("p0", "starting"),
                                    FaultServer.KEEP_ALIVE));
                            connection.awaitEnd();
                            closed.incrementAndGet();
                        })
                        .afterwards(connection -> connection.write(response(connection.readRequest())));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThatExceptionOfType(ApiResponseValidationException.class).isThrownBy(() -> get(style, client, "p1"));
            await().untilAtomic(closed, is(1));
            assertThat(get(style, client, "p2").id()).isEqualTo("p2");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void connectionsOfTheApplicationMayUpgradeToHttp2() {
        DisposableServer server = HttpServer.create()
                .protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
                .handle((request, response) -> response.header("Content-Type", "application/json")
                        .header("X-Version", request.version().text())
                        .sendString(Mono.just(Wire.prediction("abc", "starting"))))
                .bindNow();
        HttpClient engine = HttpClient.create().protocol(HttpProtocol.H2C, HttpProtocol.HTTP11);
        try (Replicate client = Wire.builder("http://localhost:" + server.port() + "/v1")
                .connector(new ReactorClientHttpConnector(engine))
                .build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.predictions().get("abc").id()).isEqualTo("abc");
            }
        } finally {
            server.disposeNow();
        }
    }
}
