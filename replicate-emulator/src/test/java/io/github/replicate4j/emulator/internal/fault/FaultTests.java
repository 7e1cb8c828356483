/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.fault;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.fault.Fault;
import io.github.replicate4j.emulator.request.Operation;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTests {

    private static final ReplicateEmulator EMULATOR = ReplicateEmulator.start();

    private static final String CREATE =
            "POST /v1/predictions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer emulator\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + TestApi.HELLO_ALICE.length() + "\r\n\r\n"
                    + TestApi.HELLO_ALICE;

    private final TestApi api = new TestApi(EMULATOR);

    @BeforeEach
    void reset() {
        EMULATOR.reset();
    }

    @AfterAll
    static void close() {
        EMULATOR.close();
    }

    @Test
    void statusReplacesTheOperationOnce() {
        EMULATOR.faults().next(Operation.PREDICTIONS_CREATE).status(503);

        HttpResponse<String> first = create();
        HttpResponse<String> second = create();

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(TestApi.json(first)).containsEntry("status", 503);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(EMULATOR.predictions()).hasSize(1);
    }

    @Test
    void throttlingIncludesRetryAfter() {
        EMULATOR.faults()
                .next(2, Operation.PREDICTIONS_CREATE)
                .status(429)
                .retryAfter(Duration.ofSeconds(2))
                .header("X-Trace", "abc");

        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("retry-after")).hasValue("2");
        assertThat(response.headers().firstValue("x-trace")).hasValue("abc");
        assertThat(TestApi.json(response))
                .contains(
                        entry("detail", "Request was throttled. Your rate limit resets in ~2s."),
                        entry("retry_after", 2));
        assertThat(create().statusCode()).isEqualTo(429);
        assertThat(create().statusCode()).isEqualTo(201);
    }

    @Test
    void retryAfterSupportsFractions() {
        EMULATOR.faults().next().status(429).retryAfter(Duration.ofMillis(50));

        assertThat(create().headers().firstValue("retry-after")).hasValue("0.05");
    }

    @Test
    void limitedFaultPrecedesPermanentFault() {
        EMULATOR.faults()
                .always(Operation.PREDICTIONS_LIST, Operation.PREDICTIONS_GET)
                .status(500);
        EMULATOR.faults().next(Operation.PREDICTIONS_LIST).status(502);

        assertThat(this.api.get("/predictions").statusCode()).isEqualTo(502);
        assertThat(this.api.get("/predictions").statusCode()).isEqualTo(500);
        assertThat(this.api.get("/predictions/x").statusCode()).isEqualTo(500);
        assertThat(create().statusCode()).isEqualTo(201);
        EMULATOR.faults().clear();
        assertThat(this.api.get("/predictions").statusCode()).isEqualTo(200);
    }

    @Test
    void faultWithoutEffectIsIgnored() {
        EMULATOR.faults().next();

        assertThat(create().statusCode()).isEqualTo(201);
    }

    @Test
    void faultAppliesOnceWithConcurrentRequests() {
        EMULATOR.faults().next(7, Operation.PREDICTIONS_CREATE).status(500);
        EMULATOR.faults().next(5, Operation.PREDICTIONS_CREATE).status(502);

        List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, 60)
                .mapToObj(i -> this.api.postAsync("/predictions", TestApi.HELLO_ALICE))
                .toList();

        assertThat(responses)
                .extracting(response -> response.join().statusCode())
                .satisfies(all -> {
                    assertThat(all).filteredOn(status -> status == 500).hasSize(7);
                    assertThat(all).filteredOn(status -> status == 502).hasSize(5);
                    assertThat(all).filteredOn(status -> status == 201).hasSize(48);
                });
        assertThat(EMULATOR.predictions()).hasSize(48);
    }

    @Test
    void bodyCanBeReplaced() {
        EMULATOR.faults().next().status(418).body("text/plain", "short and stout");

        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/plain");
        assertThat(response.body()).isEqualTo("short and stout");
    }

    @Test
    void contentTypeCanBeMalformed() {
        EMULATOR.faults().next().body("nonsense", "hi");

        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("nonsense");
        assertThat(response.body()).isEqualTo("hi");
    }

    @Test
    void htmlPageOfProxy() {
        EMULATOR.faults().next().html(502);

        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/html;charset=UTF-8");
        assertThat(response.body()).startsWith("<!DOCTYPE html>").contains("502");
    }

    @Test
    void redirectHasLocation() {
        EMULATOR.faults().next().redirectTo(URI.create("https://example.com/v1"));

        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("location")).hasValue("https://example.com/v1");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void emptyResponseOfExecutedOperation() {
        EMULATOR.faults().next().emptyBody();

        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEmpty();
        assertThat(EMULATOR.predictions()).hasSize(1);
    }

    @Test
    void jsonCanBeTruncated() {
        EMULATOR.faults().next().truncatedJson();

        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).startsWith("{\"id\":").doesNotEndWith("}");
    }

    @Test
    void jsonCanBeRewritten() {
        EMULATOR.faults()
                .next()
                .rewriteJson(json -> json.put("status", "dreaming"))
                .rewriteJson(json -> {
                    json.remove("urls");
                    json.put("mood", "fine");
                });

        HttpResponse<String> response = create();

        assertThat(TestApi.json(response))
                .contains(entry("status", "dreaming"), entry("mood", "fine"))
                .doesNotContainKey("urls");
        assertThat(this.api.prediction(TestApi.json(response).get("id"))).containsKey("urls");
    }

    @Test
    void pageLinksCanBeRewritten() {
        EMULATOR.faults().next().rewriteJson(json -> json.put("next", "https://evil.example/v1/predictions?cursor=a"));

        assertThat(TestApi.json(this.api.get("/predictions")))
                .containsEntry("next", "https://evil.example/v1/predictions?cursor=a");
    }

    @Test
    void responseIsDelayedButOperationIsExecutedImmediately() {
        EMULATOR.faults().next().delay(Duration.ofMillis(300));
        long start = System.nanoTime();

        CompletableFuture<HttpResponse<String>> response = this.api.postAsync("/predictions", TestApi.HELLO_ALICE);
        await().until(() -> EMULATOR.predictions().size() == 1);

        assertThat(response.join().statusCode()).isEqualTo(201);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void effectsCombine() {
        EMULATOR.faults()
                .next()
                .status(500)
                .retryAfter(Duration.ofSeconds(1))
                .rewriteJson(json -> json.put("detail", "rewritten"))
                .delay(Duration.ofMillis(10));

        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("retry-after")).hasValue("1");
        assertThat(TestApi.json(response)).containsEntry("detail", "rewritten");
    }

    @Test
    void connectionIsResetBeforeRequestIsRead() throws IOException {
        EMULATOR.faults().next().resetBeforeRequestRead();

        TestApi.Wire wire = rawCreate();

        assertThat(wire).isEqualTo(new TestApi.Wire("", true));
        assertThat(EMULATOR.predictions()).isEmpty();
        assertThat(EMULATOR.requests().all()).singleElement().satisfies(entry -> {
            assertThat(entry.body()).isEmpty();
            assertThat(entry.status()).isNull();
        });
    }

    @Test
    void connectionIsResetBeforeResponse() throws IOException {
        EMULATOR.faults().next().resetBeforeResponse();

        TestApi.Wire wire = rawCreate();

        assertThat(wire).isEqualTo(new TestApi.Wire("", true));
        assertThat(EMULATOR.predictions()).isEmpty();
        assertThat(EMULATOR.requests().all())
                .singleElement()
                .satisfies(entry -> assertThat(entry.body()).isEqualTo(TestApi.HELLO_ALICE));
    }

    @Test
    void responseIsLostAfterPredictionWasCreated() throws IOException {
        EMULATOR.faults().next(Operation.PREDICTIONS_CREATE).lostResponse();

        TestApi.Wire wire = rawCreate();

        assertThat(wire).isEqualTo(new TestApi.Wire("", true));
        assertThat(EMULATOR.predictions()).hasSize(1);
        assertThat(EMULATOR.requests().all()).hasSize(1);
    }

    @Test
    void connectionIsResetInTheBody() throws IOException {
        EMULATOR.faults().next().resetMidBody();

        TestApi.Wire wire = rawCreate();

        assertThat(wire.reset()).isTrue();
        assertBodyIsHalf(wire.text());
        assertThat(EMULATOR.predictions()).hasSize(1);
    }

    @Test
    void connectionIsClosedInTheBody() throws IOException {
        EMULATOR.faults().next().tornBody();

        TestApi.Wire wire = rawCreate();

        assertThat(wire.reset()).isFalse();
        assertBodyIsHalf(wire.text());
    }

    private static void assertBodyIsHalf(String wire) {
        assertThat(wire).startsWith("HTTP/1.1 201 Created\r\n").contains("\r\nContent-Type: application/json\r\n");
        int announced = Integer.parseInt(wire.replaceAll("(?s).*\r\nContent-Length: (\\d+)\r\n.*", "$1"));
        String body = wire.substring(wire.indexOf("\r\n\r\n") + 4);
        assertThat(body).startsWith("{\"id\":").hasSize(announced / 2);
    }

    @Test
    void clientsDetectBrokenConnections() {
        Stream.<Function<Fault, Fault>>of(
                        Fault::resetBeforeRequestRead,
                        Fault::resetBeforeResponse,
                        Fault::lostResponse,
                        Fault::resetMidBody,
                        Fault::tornBody)
                .forEach(effect -> {
                    effect.apply(EMULATOR.faults().always(Operation.PREDICTIONS_CREATE));
                    assertThatExceptionOfType(TestApi.BrokenExchange.class).isThrownBy(this::create);
                    EMULATOR.faults().clear();
                    assertThat(create().statusCode()).isEqualTo(201);
                });
    }

    @Test
    void responseNeverArrives() throws IOException {
        EMULATOR.faults().next().hang();

        try (Socket socket = new Socket("127.0.0.1", EMULATOR.port())) {
            socket.getOutputStream().write(CREATE.getBytes(StandardCharsets.UTF_8));
            await().until(() -> EMULATOR.requests().all().size() == 1);
            socket.setSoTimeout(1_000);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().read())
                    .withMessageContaining("timed out");
        }
        assertThat(EMULATOR.predictions()).isEmpty();
        assertThat(EMULATOR.requests().all()).hasSize(1);
    }

    @Test
    void closeEndsHangingRequests() {
        ReplicateEmulator other = ReplicateEmulator.start();
        other.faults().next().hang();
        CompletableFuture<HttpResponse<String>> response =
                new TestApi(other).postAsync("/predictions", TestApi.HELLO_ALICE);
        await().until(() -> other.requests().all().size() == 1);

        other.close();

        assertThat(response).failsWithin(Duration.ofSeconds(30));
    }

    @Test
    void faultsApplyToOutputFiles() {
        EMULATOR.model("acme/files").official().respond(script -> script.outputFile(new byte[1_000], "bin"));
        Object id = this.api.create("acme/files").get("id");
        Object url = ((List<?>) this.api.prediction(id).get("output")).get(0);
        EMULATOR.faults().next(Operation.OUTPUT_FILE).status(500);
        EMULATOR.faults().next(Operation.OUTPUT_FILE).tornBody();

        assertThat(this.api.download(url).statusCode()).isEqualTo(500);
        assertThatExceptionOfType(TestApi.BrokenExchange.class).isThrownBy(() -> this.api.download(url));
        assertThat(this.api.download(url).body()).hasSize(1_000);
    }

    @Test
    void rejectsInvalidArguments() {
        assertThatIllegalArgumentException().isThrownBy(() -> EMULATOR.faults().next(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EMULATOR.faults().next().status(99));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EMULATOR.faults().next().delay(Duration.ofSeconds(-1)));
        assertThat(create().statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> create() {
        return this.api.post("/predictions", TestApi.HELLO_ALICE);
    }

    private static TestApi.Wire rawCreate() throws IOException {
        return TestApi.raw(EMULATOR.port(), CREATE);
    }
}
