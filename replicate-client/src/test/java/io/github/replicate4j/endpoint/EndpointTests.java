/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.endpoint;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.http.RawResponse;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Requests to endpoints without a method in the client. */
class EndpointTests extends WireMockTest {

    record Stats(long runCount, String lastRun) {}

    private static final EndpointRequest STATS = EndpointRequest.get("/models/{owner}/{name}/stats")
            .pathVariable("owner", "acme")
            .pathVariable("name", "a model?")
            .queryParam("since", "2026-01-01T00:00:00+01:00")
            .header("X-Trace", "abc")
            .build();

    /** Send data until the client disconnects, and count the responses in flight. */
    private static FaultServer.Behavior endless(AtomicInteger sending) {
        return connection -> {
            connection.readRequest();
            sending.incrementAndGet();
            try {
                connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
                while (true) {
                    connection.write(new byte[8192]);
                }
            } finally {
                sending.decrementAndGet();
            }
        };
    }

    private static byte[] read(InputStream body) {
        try {
            return body.readAllBytes();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void callsEndpoint() {
        anyRequestIsAnswered(json(200, "{\"run_count\":3,\"last_run\":\"today\",\"new\":1}"));
        assertThat(this.replicate.endpoints().call(STATS, Stats.class)).isEqualTo(new Stats(3, "today"));
        LoggedRequest request = requests().get(0);
        assertThat(request.getMethod().value()).isEqualTo("GET");
        assertThat(request.getUrl())
                .isEqualTo("/v1/models/acme/a%20model%3F/stats?since=2026-01-01T00%3A00%3A00%2B01%3A00");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + Wire.TOKEN);
        assertThat(request.getHeader("Accept")).isEqualTo("application/json");
        assertThat(request.getHeader("X-Trace")).isEqualTo("abc");
        StepVerifier.create(this.replicate.async().endpoints().call(STATS, Stats.class))
                .expectNext(new Stats(3, "today"))
                .verifyComplete();
    }

    @Test
    void sendsBodyAsJson() {
        anyRequestIsAnswered(json(201, "{}"));
        EndpointRequest request =
                EndpointRequest.post("/things").body(new Stats(1, "x")).build();
        assertThat(this.replicate.endpoints().call(request, Object.class)).isEqualTo(Map.of());
        this.api.verify(
                1,
                postRequestedFor(urlEqualTo("/v1/things"))
                        .withRequestBody(equalToJson("{\"run_count\":1,\"last_run\":\"x\"}")));
    }

    @Test
    void responseMayHaveNoContent() {
        anyRequestIsAnswered(aResponse().withStatus(204));
        EndpointRequest request =
                EndpointRequest.of(HttpMethod.DELETE, "/things/1").build();
        this.replicate.endpoints().call(request);
        assertThat(requests("DELETE", "/v1/things/1")).hasSize(1);
        RawResponse<?> raw = this.replicate
                .async()
                .withRawResponse(client -> client.endpoints().call(request))
                .block();
        assertThat(raw).isNotNull();
        assertThat(raw.statusCode()).isEqualTo(204);
        assertThat(raw.value()).isNull();
    }

    @Test
    void onlyIdempotentRequestsAreRetried() {
        anyRequestIsAnswered(json(503, "{}"));
        assertThatExceptionOfType(InternalServerException.class)
                .isThrownBy(() -> this.replicate.endpoints().call(STATS, Stats.class));
        assertThat(requests()).hasSize(3);
        this.api.resetRequests();
        EndpointRequest post = EndpointRequest.post("/things").build();
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> this.replicate.endpoints().call(post))
                .withMessageContaining("POST /things")
                .withMessageContaining("find out whether it was processed before you send it again");
        assertThat(requests()).hasSize(1);
        this.api.resetRequests();
        EndpointRequest put =
                EndpointRequest.of(HttpMethod.PUT, "/things/1").repeatable(true).build();
        assertThatExceptionOfType(InternalServerException.class)
                .isThrownBy(() -> this.replicate.endpoints().call(put));
        assertThat(requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "things",
                "",
                "/",
                "//evil.example/things",
                "https://evil.example/things",
                "/a/../b",
                "/a/..",
                "/%2e%2e/b",
                "/a?b=c",
                "/a#b",
                "/a b",
                "/{a",
                "/{a b}"
            })
    void invalidPathIsRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointRequest.get(path).build())
                .withMessageContaining("path");
    }

    @Test
    void pathVariablesAreValidated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointRequest.get("/{a}/b").build())
                .withMessageContaining("path variable a must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        EndpointRequest.get("/{a}/b").pathVariable("a", "..").build())
                .withMessageContaining("path variable a");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> EndpointRequest.get("/b").pathVariable("c", "x").build())
                .withMessageContaining("path variable c is not in the path");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        EndpointRequest.get("/b").header("authorization", "x").build())
                .withMessageContaining("bearerToken");
    }

    @Test
    void stringContainsNoValues() {
        assertThat(STATS.toString())
                .contains("GET /models/{owner}/{name}/stats", "since")
                .doesNotContain("2026-01-01");
    }

    @Test
    void streamsEndlessResponse() throws Exception {
        AtomicInteger sending = new AtomicInteger();
        try (FaultServer server = FaultServer.start().afterwards(endless(sending));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            EndpointRequest request = EndpointRequest.get("/endless").build();
            int first = client.endpoints().stream(request, response -> {
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().isEmpty()).isFalse();
                try {
                    return response.body().readNBytes(100_000).length;
                } catch (IOException ex) {
                    throw new UncheckedIOException(ex);
                }
            });
            assertThat(first).isEqualTo(100_000);
            Wire.await().until(() -> sending.get() == 0);
        }
    }

    @Test
    void blockingAndReactiveClientsStreamSameBytes() {
        anyRequestIsAnswered(aResponse().withBody("some text"));
        EndpointRequest request = EndpointRequest.get("/text").build();
        byte[] blocking = this.replicate.endpoints().stream(request, response -> read(response.body()));
        assertThat(blocking).asString(StandardCharsets.UTF_8).isEqualTo("some text");
        Mono<String> reactive = this.replicate.async().endpoints().stream(
                request,
                response ->
                        DataBufferUtils.join(response.body()).map(buffer -> buffer.toString(StandardCharsets.UTF_8)));
        StepVerifier.create(reactive).expectNext("some text").verifyComplete();
    }

    @Test
    void bodyIsReadOnlyOnce() {
        anyRequestIsAnswered(aResponse().withBody("some text"));
        EndpointRequest request = EndpointRequest.get("/text").build();
        Mono<Void> twice = this.replicate.async().endpoints().stream(
                request,
                response -> response.body()
                        .doOnNext(DataBufferUtils::release)
                        .then(response.body().then()));
        StepVerifier.create(twice)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("read only once"));
    }

    @Test
    void unreadResponseReleasesConnection() throws Exception {
        AtomicInteger sending = new AtomicInteger();
        try (FaultServer server = FaultServer.start().afterwards(endless(sending));
                Replicate client =
                        Wire.builder(server.baseUrl()).maxConnections(1).build()) {
            EndpointRequest request = EndpointRequest.get("/endless").build();
            for (int i = 0; i < 3; i++) {
                int status = client.endpoints().stream(request, StreamingResponse::statusCode);
                assertThat(status).isEqualTo(200);
                StepVerifier.create(client.async().endpoints().stream(
                                request, response -> Mono.just(response.statusCode())))
                        .expectNext(200)
                        .verifyComplete();
            }
            Wire.await().until(() -> sending.get() == 0);
        }
    }

    @Test
    void exceptionOfReaderIsPropagated() {
        anyRequestIsAnswered(aResponse().withBody("some text"));
        EndpointRequest request = EndpointRequest.get("/text").build();
        assertThatIllegalStateException()
                .isThrownBy(() -> this.replicate.endpoints().stream(request, response -> {
                    throw new IllegalStateException("mine");
                }))
                .withMessage("mine");
    }

    @Test
    void errorStatusIsReportedBeforeReading() {
        anyRequestIsAnswered(json(404, "{\"detail\":\"no such thing\"}"));
        EndpointRequest request = EndpointRequest.get("/text").build();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> this.replicate.endpoints().stream(request, response -> read(response.body())))
                .withMessageContaining("no such thing");
    }

    @Test
    void streamedRequestIsRetriedUntilResponseStarts() {
        EndpointRequest request = EndpointRequest.get("/text").build();
        inTurn(
                () -> any(anyUrl()),
                json(503, "{}"),
                json(429, "{}"),
                aResponse().withBody("ok"));
        assertThat(this.replicate.endpoints().<byte[]>stream(request, response -> read(response.body())))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("ok");
        this.api.resetAll();
        anyRequestIsAnswered(json(429, "{}"));
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> this.replicate.endpoints().stream(request, response -> read(response.body())));
        assertThat(requests()).hasSize(3);
    }

    @Test
    void truncatedBodyIsAnError() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.tornBody(200, "some text"));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            EndpointRequest request = EndpointRequest.get("/text").build();
            assertThatExceptionOfType(ApiConnectionException.class)
                    .isThrownBy(() -> client.endpoints().stream(request, response -> read(response.body())))
                    .withMessageContaining("GET /text");
        }
    }
}
