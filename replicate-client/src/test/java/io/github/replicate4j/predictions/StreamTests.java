/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.settings.StreamSettings;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Stress;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Streams of predictions from a host other than that of the API. */
class StreamTests extends WireMockTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

    private static final String HI = ": hi\n\n";

    private static final String DONE = "event: done\nid: 9:9\ndata: {}\n\n";

    private final FaultServer streams = FaultServer.start();

    private final AtomicBoolean connectionClosed = new AtomicBoolean();

    @AfterEach
    void stopStreamServer() throws IOException {
        Thread.interrupted();
        this.streams.close();
    }

    /** Sends the events, then waits until the client closes the connection. */
    private FaultServer.Behavior sendsEvents(String events) {
        return connection -> {
            connection.readRequest();
            connection.write(HEAD + HI + events);
            connection.awaitEnd();
            this.connectionClosed.set(true);
        };
    }

    private static String output(int id, String data) {
        return "event: output\nid: 1:" + id + "\ndata: " + data + "\n\n";
    }

    private String json(String status, String output, String more) {
        return Wire.prediction("p", status, output, more)
                .replace("\"urls\":{", "\"urls\":{\"stream\":\"" + this.streams.origin() + "/v1/streams/secret\",");
    }

    /** Gets the prediction before the stream starts, so that the stream needs no request for it. */
    private Prediction prediction() {
        getIsAnswered("p", json(200, json("processing", "null", "")));
        Prediction prediction = this.replicate.predictions().get("p");
        this.api.resetRequests();
        return prediction;
    }

    private void getReturns(String... states) {
        getIsAnswered("p", Stream.of(states).map(state -> json(200, state)).toArray(ResponseDefinitionBuilder[]::new));
    }

    @Test
    void textComesFromTheStreamWithoutPolling() {
        this.streams.afterwards(sendsEvents(output(0, "a") + output(1, "b") + DONE));
        assertThat(this.replicate.predictions().stream(prediction())).containsExactly("a", "b");
        assertThat(requests()).isEmpty();
        await().untilTrue(this.connectionClosed);
    }

    @Test
    void streamOfPartialOutputIsComparedWithTheOutput() {
        getIsAnswered("p", json(200, json("processing", "[\"a\"]", "")));
        Prediction late = this.replicate.predictions().get("p");
        getReturns(json("succeeded", "[\"a\",\"b\"]", ""));
        this.streams.afterwards(sendsEvents(output(0, "a") + output(1, "b") + DONE));
        assertThat(this.replicate.predictions().stream(late)).containsExactly("a", "b");
        this.streams.afterwards(sendsEvents(output(1, "b") + DONE));
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> this.replicate.predictions().stream(late).toList())
                .withMessageContaining("does not start with the events received so far");
    }

    @Test
    void streamByIdGetsThePredictionFirst() {
        this.streams.afterwards(sendsEvents(output(0, "a") + DONE));
        prediction();
        assertThat(this.replicate.predictions().streamEvents("p"))
                .containsExactly(new StreamEvent.Output("1:0", "a"), new StreamEvent.Done("9:9", null));
        assertThat(requests()).hasSize(1);
    }

    @Test
    void streamSendsNothingBeforeItIsRead() {
        Prediction prediction = prediction();
        this.replicate.predictions().stream(prediction).close();
        this.replicate.predictions().stream("p").close();
        this.replicate.async().predictions().stream(prediction);
        assertThat(requests()).isEmpty();
        assertThat(this.streams.connections()).isZero();
    }

    @Test
    void streamHostReceivesNoTokenAndNoApplicationHeaders() throws IOException {
        this.streams.afterwards(sendsEvents(output(0, "a") + DONE));
        Prediction prediction = prediction();
        try (Replicate client = builder()
                .defaultHeader("X-Secret", "s")
                .webClient(WebClient.builder().defaultHeader("X-Filter", "f").filter((request, next) -> {
                    throw new IllegalStateException("not for streams");
                }))
                .build()) {
            assertThat(client.predictions().stream(prediction)).containsExactly("a");
        }
        FaultServer.Received request = this.streams.requests().get(0);
        assertThat(request.headers()).doesNotContainKeys("authorization", "x-secret", "x-filter");
        assertThat(request.header("accept")).isEqualTo("text/event-stream");
        assertThat(request.toString()).doesNotContain(Wire.TOKEN);
    }

    private void setIdleTimeout(Duration timeout) {
        this.replicate.close();
        this.replicate = builder().stream(stream -> stream.idleTimeout(timeout)).build();
    }

    /** Sends the events, and then comments, much more often than the idle timeout, until the client closes the connection. */
    private static FaultServer.Behavior sendsHeartbeatsAfter(String events) {
        return connection -> {
            connection.readRequest();
            connection.write(HEAD + HI + events);
            while (true) {
                Thread.sleep(10);
                connection.write(HI);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void heartbeatsDoNotHideTheCompletion(ClientStyle style) {
        setIdleTimeout(Duration.ofMillis(300));
        Prediction prediction = prediction();
        getReturns(Wire.succeeded("p", "[\"a\",\"b\"]"));
        this.streams.then(sendsHeartbeatsAfter(output(0, "a")));
        assertThat(style.<List<String>>call(
                        this.replicate,
                        client -> client.predictions().stream(prediction).toList(),
                        client -> client.predictions().stream(prediction).collectList()))
                .containsExactly("a", "b");
        assertThat(requests()).hasSize(1);
        assertThat(this.streams.connections()).isEqualTo(1);
    }

    @Test
    void streamOfStartingModelWithHeartbeatsStaysStream() {
        setIdleTimeout(Duration.ofMillis(50));
        Prediction prediction = prediction();
        for (int i = 0; i < 10; i++) {
            this.streams.then(sendsHeartbeatsAfter(""));
        }
        this.streams.afterwards(sendsEvents(output(0, "a") + DONE));
        assertThat(this.replicate.predictions().stream(prediction)).containsExactly("a");
        assertOneRequestAfterEachIdleTimeout();
    }

    /** Events of the 11th connection, or of a later one if they take longer than the idle timeout on a slow machine. */
    private void assertOneRequestAfterEachIdleTimeout() {
        assertThat(this.streams.connections()).isGreaterThanOrEqualTo(11);
        assertThat(requests()).hasSize(this.streams.connections() - 1);
    }

    @Test
    void streamOfStartingModelThatSendsNothingStaysStream() {
        setIdleTimeout(Duration.ofMillis(50));
        Prediction prediction = prediction();
        getReturns(json("starting", "null", ""));
        for (int i = 0; i < 10; i++) {
            this.streams.then(connection -> {
                connection.readRequest();
                connection.awaitEnd();
            });
        }
        this.streams.afterwards(sendsEvents(output(0, "a") + output(1, "b") + DONE));
        assertThat(this.replicate.predictions().stream(prediction)).containsExactly("a", "b");
        assertOneRequestAfterEachIdleTimeout();
    }

    @Test
    void eventOfUnknownTypeIsVisible() {
        getReturns(json("processing", "null", ""), Wire.succeeded("p", "[\"a\"]"));
        this.streams.afterwards(sendsEvents(output(0, "a") + "event: news\nid: 1:1\ndata: b\n\n" + DONE));
        assertThat(this.replicate.predictions().streamEvents("p"))
                .contains(new StreamEvent.Output("1:0", "a"), new StreamEvent.Other("1:1", "news", "b"))
                .last()
                .isInstanceOf(StreamEvent.Done.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"event: done\n\n", "event: done\nid: 9:9\n\n", "event:done\r\n\r\n", "event: done\ndata\n\n"})
    void doneWithoutDataCompletesTheStream(String done) {
        this.streams.afterwards(sendsEvents(output(0, "a") + done));
        assertThat(this.replicate.predictions().stream(prediction())).containsExactly("a");
        assertThat(this.streams.connections()).isEqualTo(1);
        await().untilTrue(this.connectionClosed);
    }

    @Test
    void errorWithoutDataFailsTheStream() {
        Prediction prediction = prediction();
        getReturns(Wire.prediction("p", "failed"));
        this.streams.afterwards(sendsEvents("event: error\n\n"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(
                        () -> this.replicate.predictions().stream(prediction).toList());
    }

    @Test
    void reconnectSendsLastEventId() {
        getReturns(
                json("processing", "null", ""), json("processing", "null", ""), Wire.succeeded("p", "[\"a\",\"b\"]"));
        this.streams.then(
                FaultServer.text(HEAD + HI + output(0, "a") + "id: 1:5\n\n"
                        + output(6, "cut").strip()),
                sendsEvents(output(6, "b") + DONE));
        assertThat(this.replicate.predictions().stream("p")).containsExactly("a", "b");
        assertThat(this.streams.requests())
                .extracting(request -> request.header("last-event-id"))
                .containsExactly(null, "1:5");
    }

    @Test
    void brokenStreamWithoutEventIdsIsCompletedByPolling() {
        getReturns(
                json("processing", "null", ""),
                json("processing", "[\"a\",\"b\"]", ""),
                Wire.succeeded("p", "[\"a\",\"b\",\"c\"]"));
        this.streams.afterwards(FaultServer.text(HEAD + "event: output\ndata: a\n\n"));
        assertThat(this.replicate.predictions().stream("p")).containsExactly("a", "b", "c");
        assertThat(this.streams.requests()).hasSize(1);
    }

    @Test
    void brokenStreamIsCompletedAlthoughEventsAndOutputAreSplitDifferently() {
        getReturns(json("processing", "null", ""), Wire.succeeded("p", "[\"one \",\"two \\r\\n\",\"three\"]"));
        this.streams.afterwards(FaultServer.text(HEAD + output(0, "on") + output(1, "e two ")));
        assertThat(this.replicate.predictions().stream("p").toList())
                .satisfies(pieces -> assertThat(String.join("", pieces)).isEqualTo("one two \nthree"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"detail\": \"out of memory\"}", "out of memory", "{\"detail\": [\"out of memory\"]}"})
    void errorEventFailsTheStream(String data) {
        this.streams.afterwards(sendsEvents(output(0, "a") + "event: error\nid: 1:1\ndata: " + data + "\n\n"));
        Prediction prediction = prediction();
        List<String> received = new ArrayList<>();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(
                        () -> this.replicate.predictions().stream(prediction).forEach(received::add))
                .withMessageContaining("out of memory")
                .satisfies(failure -> assertThat(failure.prediction().status()).isEqualTo(PredictionStatus.FAILED));
        assertThat(received).containsExactly("a");
        await().untilTrue(this.connectionClosed);
    }

    @Test
    void errorEventFetchesThePrediction() {
        this.streams.afterwards(sendsEvents("event: error\ndata: short\n\n"));
        Prediction prediction = prediction();
        getReturns(Wire.prediction("p", "failed", "null", ",\"logs\":\"all of it\"")
                .replace("\"error\":null", "\"error\":\"at length\""));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(
                        () -> this.replicate.predictions().stream(prediction).toList())
                .withMessageContaining("at length")
                .satisfies(failure -> assertThat(failure.prediction().logs()).isEqualTo("all of it"));
    }

    @Test
    void largeErrorEventIsReadAlthoughThePredictionIsUnavailable() {
        this.streams.afterwards(sendsEvents("event: error\ndata: " + "so long ".repeat(100_000) + "\n\n"));
        Prediction prediction = prediction();
        getIsAnswered("p", json(500, "{}"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(
                        () -> this.replicate.predictions().stream(prediction).toList())
                .withMessageContaining("so long")
                .satisfies(failure -> {
                    assertThat(failure.getMessage()).hasSizeLessThan(1000);
                    assertThat(String.valueOf(failure.prediction().error()).length())
                            .isEqualTo(800_000);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "canceled"})
    void doneEventWithReasonFailsTheStream(String reason) {
        this.streams.afterwards(
                sendsEvents(output(0, "a") + "event: done\ndata: {\"reason\": \"" + reason + "\"}\n\n"));
        Prediction prediction = prediction();
        StepVerifier.create(this.replicate.async().predictions().streamEvents(prediction))
                .expectNextCount(1)
                .verifyErrorSatisfies(failure -> assertThat(
                                ((ModelException) failure).prediction().status())
                        .isEqualTo(reason.equals("error") ? PredictionStatus.FAILED : PredictionStatus.CANCELED));
    }

    @Test
    void failureAfterBrokenStreamFollowsTheMissingOutput() {
        getReturns(json("processing", "null", ""), Wire.prediction("p", "failed", "[\"a\",\"b\"]", ""));
        this.streams.afterwards(FaultServer.text(HEAD + output(0, "a")));
        StepVerifier.create(this.replicate.async().predictions().stream("p"))
                .expectNext("a", "b")
                .verifyError(ModelException.class);
    }

    @Test
    void outputThatContradictsTheStreamFails() {
        getReturns(json("processing", "null", ""), Wire.succeeded("p", "[\"x\",\"b\"]"));
        this.streams.afterwards(FaultServer.text(HEAD + output(0, "a")));
        StepVerifier.create(this.replicate.async().predictions().stream("p"))
                .expectNext("a")
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(ReplicateException.class)
                        .hasMessageContaining("Prediction p"));
    }

    @Test
    void modelWithoutStreamIsPolled() {
        getIsAnswered(
                "p",
                json(200, Wire.prediction("p", "processing", "[\"a\"]", "")),
                json(200, Wire.prediction("p", "processing", "[\"a\",\"b\",\"b\"]", "")),
                json(502, ""),
                json(200, Wire.prediction("p", "processing", "[\"a\",\"b\"]", "")),
                json(200, Wire.prediction("p", "processing", "[\"a\",\"b\",\"b\",\"\",\"c\"]", "")),
                json(200, Wire.succeeded("p", "[\"a\",\"b\",\"b\",\"\",\"c\",{\"d\":1}]")));
        assertThat(this.replicate.predictions().stream("p")).containsExactly("a", "b", "b", "", "c", "{\"d\":1}");
    }

    @Test
    void growingTextIsEmittedInPieces() {
        getIsAnswered(
                "p",
                json(200, Wire.prediction("p", "starting", "null", "")),
                json(200, Wire.prediction("p", "processing", "\"on\"", "")),
                json(200, Wire.prediction("p", "processing", "\"one \"", "")),
                json(200, Wire.succeeded("p", "\"one two\"")));
        assertThat(this.replicate.predictions().stream("p")).containsExactly("on", "e ", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"\""})
    void streamWithoutOutputIsEmpty(String output) {
        getIsAnswered("p", json(200, Wire.succeeded("p", output)));
        assertThat(this.replicate.predictions().stream("p")).isEmpty();
    }

    @Test
    void completedPredictionIsStreamedWithoutRequests() {
        getReturns(json("succeeded", "[\"a\",\"b\"]", ""));
        Prediction completed = this.replicate.predictions().get("p");
        this.api.resetRequests();
        assertThat(this.replicate.predictions().stream(completed)).containsExactly("a", "b");
        assertThat(requests()).isEmpty();
        assertThat(this.streams.connections()).isZero();
    }

    @Test
    void removedOutputFails() {
        getIsAnswered("p", json(200, Wire.prediction("p", "succeeded", "null", ",\"data_removed\":true")));
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> this.replicate.predictions().stream("p").toList())
                .withMessageContaining("removed")
                .withMessageContaining("Prediction p");
    }

    @Test
    void unknownPredictionFails() {
        getIsAnswered("p", json(404, "{\"detail\":\"not there\"}"));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> this.replicate.predictions().stream("p").toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/x", "file:///etc/passwd", "no url", "", "https://"})
    void predictionWithForbiddenStreamUrlIsPolled(String url) {
        String json = Wire.prediction("p", "processing").replace("\"urls\":{", "\"urls\":{\"stream\":\"" + url + "\",");
        getIsAnswered("p", json(200, json), json(200, Wire.succeeded("p", "[\"a\"]")));
        assertThat(this.replicate.predictions().stream("p")).containsExactly("a");
    }

    @Test
    void fileUrlsAreStreamedAsFiles() {
        this.streams.afterwards(sendsEvents(
                output(0, "https://replicate.delivery/x/a.png") + output(1, "data:text/plain,hello") + DONE));
        List<FileOutput> files =
                this.replicate.predictions().streamFiles(prediction()).toList();
        assertThat(files)
                .extracting(file -> file.url().toString())
                .first()
                .isEqualTo("https://replicate.delivery/x/a.png");
        assertThat(new String(files.get(1).bytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
    }

    @Test
    void streamFilesFailsForText() {
        this.streams.afterwards(sendsEvents(output(0, "text") + DONE));
        Prediction prediction = prediction();
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        this.replicate.predictions().streamFiles(prediction).toList());
        await().untilTrue(this.connectionClosed);
    }

    @Test
    void closingTheStreamClosesTheConnectionWithoutCancel() {
        this.streams.afterwards(sendsEvents(output(0, "a")));
        Prediction prediction = prediction();
        try (Stream<String> stream = this.replicate.predictions().stream(prediction)) {
            assertThat(stream.findFirst()).contains("a");
            assertThat(this.connectionClosed).isFalse();
        }
        await().untilTrue(this.connectionClosed);
        assertThat(requests()).isEmpty();
    }

    @Test
    void jdkClientStreamsToo() {
        this.streams.afterwards(sendsEvents(output(0, "ü") + output(1, "b") + DONE));
        Prediction prediction = prediction();
        try (Replicate client =
                        builder().connector(new JdkClientHttpConnector()).build();
                Stream<String> stream = client.predictions().stream(prediction)) {
            assertThat(stream).containsExactly("ü", "b");
        }
    }

    @Test
    void disposalClosesTheConnection() {
        this.streams.afterwards(sendsEvents(output(0, "a")));
        StepVerifier.create(this.replicate.async().predictions().stream(prediction()))
                .expectNext("a")
                .thenCancel()
                .verify();
        await().untilTrue(this.connectionClosed);
        assertThat(requests()).isEmpty();
    }

    @Test
    void interruptClosesTheConnection() throws Exception {
        CountDownLatch firstOutput = new CountDownLatch(1);
        this.streams.afterwards(sendsEvents(output(0, "a")));
        Prediction prediction = prediction();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread reader = new Thread(() -> failure.complete(catchThrowable(
                () -> this.replicate.predictions().stream(prediction).forEach(each -> firstOutput.countDown()))));
        reader.start();
        firstOutput.await();
        reader.interrupt();
        assertThat(failure.join()).isInstanceOf(CallInterruptedException.class);
        await().untilTrue(this.connectionClosed);
    }

    @Test
    void deadlineClosesTheConnectionWithoutCancel() {
        this.streams.afterwards(sendsEvents(output(0, "a")));
        Prediction prediction = prediction();
        try (Replicate client =
                builder().run(run -> run.timeout(Duration.ofSeconds(1))).build()) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> client.predictions().stream(prediction).toList())
                    .withMessageContaining("Prediction p")
                    .satisfies(failure -> assertThat(failure.id()).isEqualTo("p"));
            await().untilTrue(this.connectionClosed);
        }
        assertThat(requests()).isEmpty();
    }

    @Test
    void closingTheClientFailsItsStreams() {
        this.streams.afterwards(sendsEvents(output(0, "a")));
        Prediction prediction = prediction();
        Replicate client = builder().build();
        StepVerifier.create(client.async().predictions().stream(prediction))
                .expectNext("a")
                .then(client::close)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(ReplicateException.class)
                        .hasMessageContaining("closed"));
        await().untilTrue(this.connectionClosed);
    }

    @Test
    void tooLargeEventFailsWithTheNameOfTheSetting() {
        this.streams.afterwards(sendsEvents(output(0, "a") + output(1, "x".repeat(5000)) + DONE));
        Prediction prediction = prediction();
        try (Replicate client = builder().maxInMemorySize(4000).build()) {
            StepVerifier.create(client.async().predictions().stream(prediction))
                    .expectNext("a")
                    .verifyErrorSatisfies(failure -> assertThat(failure)
                            .isInstanceOf(ApiResponseValidationException.class)
                            .hasMessageContaining("maxInMemorySize"));
        }
        await().untilTrue(this.connectionClosed);
    }

    @Test
    void manyEventsArriveOnceAndInOrder() {
        int count = Stress.times(10_000, 100_000);
        StringBuilder events = new StringBuilder();
        IntStream.range(0, count).forEach(i -> events.append(output(i, "t" + i)));
        this.streams.afterwards(sendsEvents(events + DONE));
        List<String> expected = IntStream.range(0, count).mapToObj(i -> "t" + i).toList();
        Prediction prediction = prediction();
        assertThat(this.replicate.predictions().stream(prediction).toList()).isEqualTo(expected);
        assertThat(this.replicate.async().predictions().stream(prediction)
                        .collectList()
                        .block())
                .isEqualTo(expected);
    }

    @Test
    void concurrentReadersReceiveTheirOwnEvents() {
        this.streams.afterwards(sendsEvents(output(0, "a") + output(1, "b") + DONE));
        Prediction prediction = prediction();
        Stream<String> shared = this.replicate.predictions().stream(prediction);
        List<CompletableFuture<List<String>>> readers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> (i == 0 ? shared : this.replicate.predictions().stream(prediction)).toList()))
                .toList();
        assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).containsExactly("a", "b"));
    }

    @Test
    void streamIsNotReadFasterThanConsumed() {
        StringBuilder events = new StringBuilder();
        IntStream.range(0, 2000).forEach(i -> events.append(output(i, "x".repeat(10_000))));
        AtomicBoolean allSent = new AtomicBoolean();
        this.streams.afterwards(connection -> {
            connection.readRequest();
            connection.write(HEAD + events);
            allSent.set(true);
            connection.write(DONE);
        });
        Prediction prediction = prediction();
        StepVerifier.create(this.replicate.async().predictions().stream(prediction), 3)
                .expectNextCount(3)
                .then(() -> await().during(Duration.ofMillis(100)).untilFalse(allSent))
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(1997)
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slowReaderLosesNothingWhenTheConnectionBreaks(boolean reset) {
        getReturns(
                json("processing", "null", ""),
                json("processing", "null", ""),
                Wire.succeeded("p", "[\"a\",\"b\",\"c\",\"d\"]"));
        CountDownLatch breakConnection = new CountDownLatch(1);
        this.streams.then(
                connection -> {
                    connection.readRequest();
                    connection.write(HEAD + HI + output(0, "a") + output(1, "b"));
                    connection.write(output(2, "c"));
                    breakConnection.await();
                    if (reset) {
                        connection.reset();
                    }
                },
                sendsEvents(output(3, "d") + DONE));
        StepVerifier.create(this.replicate.async().predictions().stream("p"), 1)
                .expectNext("a")
                .then(breakConnection::countDown)
                .then(() -> await().during(Duration.ofMillis(100)).until(() -> true))
                .thenRequest(Long.MAX_VALUE)
                .expectNext("b", "c", "d")
                .verifyComplete();
        assertThat(this.streams.requests().get(1).header("last-event-id")).isEqualTo("1:2");
    }

    @Test
    void missingEventsAfterReconnectFail() {
        getReturns(
                json("processing", "null", ""),
                json("processing", "null", ""),
                Wire.succeeded("p", "[\"a\",\"b\",\"c\"]"));
        this.streams.then(FaultServer.text(HEAD + output(0, "a")), sendsEvents(output(2, "c") + DONE));
        StepVerifier.create(this.replicate.async().predictions().stream("p"))
                .expectNext("a", "c")
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(ReplicateException.class)
                        .hasMessageContaining("predictions.get"));
    }

    @Test
    void missingLastEventsAreCompletedByPolling() {
        getReturns(
                json("processing", "null", ""),
                json("processing", "null", ""),
                Wire.succeeded("p", "[\"a\",\"b\",\"c\"]"));
        this.streams.then(FaultServer.text(HEAD + output(0, "a")), sendsEvents(output(1, "b") + DONE));
        assertThat(this.replicate.predictions().stream("p")).containsExactly("a", "b", "c");
    }

    @Test
    void resumedStreamIsCompletedAlthoughTheApiLagsBehind() {
        getReturns(
                json("processing", "null", ""),
                json("processing", "null", ""),
                json("processing", "[\"a\"]", ""),
                Wire.succeeded("p", "[\"a\",\"b\",\"c\"]"));
        this.streams.then(FaultServer.text(HEAD + output(0, "a")), sendsEvents(output(1, "b") + DONE));
        assertThat(this.replicate.predictions().stream("p")).containsExactly("a", "b", "c");
    }

    @Test
    void differentOutputsWithTheSameIdAreNotLost() {
        this.streams.afterwards(sendsEvents(output(0, "a") + output(0, "b") + output(0, "c") + DONE));
        Prediction prediction = prediction();
        getReturns(Wire.succeeded("p", "[\"a\",\"b\",\"c\"]"));
        assertThat(this.replicate.predictions().stream(prediction)).containsExactly("a", "b", "c");
    }

    @Test
    void errorEventOfSucceededPredictionLosesNothing() {
        this.streams.afterwards(sendsEvents(output(0, "a") + "event: error\ndata: the stream broke\n\n"));
        Prediction prediction = prediction();
        getReturns(Wire.succeeded("p", "[\"a\",\"b\"]"));
        assertThat(this.replicate.predictions().stream(prediction)).containsExactly("a", "b");
    }

    @Test
    void responseThatIsNoEventStreamIsNotRead() {
        this.streams.afterwards(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n\r\nsound");
            connection.awaitEnd();
            this.connectionClosed.set(true);
        });
        Prediction prediction = prediction();
        getReturns(Wire.succeeded("p", "[\"a\"]"));
        assertThat(this.replicate.async().predictions().stream(prediction)
                        .collectList()
                        .block(StreamSettings.DEFAULT.idleTimeout().dividedBy(2)))
                .containsExactly("a");
        await().untilTrue(this.connectionClosed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serverSetsTheReconnectDelay(boolean byStatus) {
        getReturns(json("processing", "null", ""), json("processing", "null", ""), Wire.succeeded("p", "[\"a\"]"));
        this.streams.then(
                byStatus
                        ? FaultServer.status(429, "", "retry-after-ms: 200")
                        : FaultServer.text(HEAD + "retry: 200\n\n" + output(0, "a")),
                sendsEvents((byStatus ? output(0, "a") : "") + DONE));
        long begin = System.nanoTime();
        assertThat(this.replicate.predictions().stream("p")).containsExactly("a");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(this.streams.requests()).hasSize(2);
    }

    @Test
    void brokenStreamIsPolledAfterTooManyEventsToRemember() {
        List<String> all = IntStream.range(0, 100_010).mapToObj(i -> "t" + i).toList();
        StringBuilder events = new StringBuilder();
        IntStream.range(0, 100_005).forEach(i -> events.append(output(i, "t" + i)));
        getReturns(json("processing", "null", ""), Wire.succeeded("p", "[\"" + String.join("\",\"", all) + "\"]"));
        this.streams.afterwards(FaultServer.text(HEAD + events));
        assertThat(this.replicate.predictions().stream("p").toList()).isEqualTo(all);
        assertThat(this.streams.requests()).hasSize(1);
    }

    @Test
    void illegalArgumentsAreRejectedBeforeAnyRequest() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> this.replicate.predictions().stream(" "))
                .withMessageContaining("id");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> builder().stream(stream -> stream.idleTimeout(Duration.ZERO)))
                .withMessageContaining("idleTimeout");
        assertThat(requests()).isEmpty();
    }

    @Test
    void toStringOfEventsContainsNoOutput() {
        assertThat(Flux.just(new StreamEvent.Output("1", "secret"), new StreamEvent.Logs("1", "secret"))
                        .map(Object::toString)
                        .collectList()
                        .block())
                .noneMatch(shown -> shown.contains("secret"));
    }

    static Stream<Arguments> streamsWithoutAllOutput() {
        String untyped = output(1, "b").replace("event: output\n", "");
        return Stream.of(
                Arguments.of(
                        "no event has a type",
                        (output(0, "a") + output(1, "b") + output(2, "c")).replace("event: output\n", "")),
                Arguments.of("one event has no type", output(0, "a") + untyped + output(2, "c")),
                Arguments.of("the last event has no type", output(0, "a") + untyped),
                Arguments.of("an event has an unknown type", output(0, "a") + "event: news\nid: 1:1\ndata: b\n\n"),
                Arguments.of("an event has the default type", "event: message\ndata: a\n\n"),
                Arguments.of("no event but the last", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streamsWithoutAllOutput")
    void outputThatTheStreamLacksComesFromTheApi(String name, String events) {
        this.streams.afterwards(sendsEvents(events + DONE));
        for (ClientStyle style : ClientStyle.values()) {
            Prediction prediction = prediction();
            getReturns(json("processing", "[\"a\"]", ""), Wire.succeeded("p", "[\"a\",\"b\",\"c\"]"));
            List<String> texts = style.call(
                    this.replicate,
                    client -> client.predictions().stream(prediction).toList(),
                    client -> client.predictions().stream(prediction).collectList());
            assertThat(texts).containsExactly("a", "b", "c");
        }
    }

    @Test
    void streamOpenedAfterTheModelStartedIsComparedWithTheOutput() {
        getIsAnswered("p", json(200, json("processing", "null", ",\"started_at\":\"2026-01-02T03:04:06Z\"")));
        Prediction late = this.replicate.predictions().get("p");
        getReturns(Wire.succeeded("p", "[\"a\",\"b\"]"));
        this.streams.afterwards(sendsEvents(output(1, "b") + DONE));
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> this.replicate.predictions().stream(late).toList())
                .withMessageContaining("does not start with the events received so far");
        this.streams.afterwards(sendsEvents(output(0, "a") + DONE));
        assertThat(this.replicate.predictions().stream(late)).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void streamReopenedAfterTheModelStartedIsComparedWithTheOutput(boolean refused) {
        Prediction prediction = prediction();
        FaultServer.Behavior lost = refused ? FaultServer.status(503, "") : FaultServer.text(HEAD + HI);
        String started = json("processing", "null", ",\"started_at\":\"2026-01-02T03:04:06Z\"");
        getReturns(started, Wire.succeeded("p", "[\"a\",\"b\"]"));
        this.streams.then(lost, sendsEvents(output(1, "b") + DONE));
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(
                        () -> this.replicate.predictions().stream(prediction).toList())
                .withMessageContaining("does not start with the events received so far");
        getReturns(started, Wire.succeeded("p", "[\"a\",\"b\"]"));
        this.streams.then(lost, sendsEvents(output(0, "a") + DONE));
        assertThat(this.replicate.predictions().stream(prediction)).containsExactly("a", "b");
    }

    @Test
    void streamWithoutOutputCompletesIfThePredictionHasNone() {
        this.streams.afterwards(sendsEvents(DONE));
        Prediction prediction = prediction();
        getReturns(Wire.succeeded("p", "null"));
        assertThat(this.replicate.predictions().streamEvents(prediction))
                .singleElement()
                .isInstanceOfSatisfying(StreamEvent.Done.class, done -> {
                    assertThat(done.id()).isNull();
                    assertThat(done.prediction())
                            .isNotNull()
                            .extracting(Prediction::succeeded)
                            .isEqualTo(true);
                });
    }
}
