/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

/** A function that streams creates its prediction, and cancels it when the stream is abandoned. */
class UseStreamTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private Replicate replicate;

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void makeClient() {
        emulator.reset();
        emulator.model("acme/teller")
                .streams()
                .output(OutputType.CONCATENATE_ITERATOR)
                .respond((input, script) -> script.output("a")
                        .output(String.valueOf(input.getOrDefault("text", "b")))
                        .succeed());
        emulator.model("acme/hangs")
                .official()
                .streams()
                .respond(script -> script.output("a").hang());
        emulator.model("acme/polled")
                .official()
                .respond(script -> script.output("a").hang());
        this.replicate = Wire.builder(emulator.baseUrl().toString())
                .bearerToken(emulator.token())
                .build();
    }

    @AfterEach
    void closeClient() {
        Thread.interrupted();
        this.replicate.close();
    }

    private static void assertCancelledOnce() {
        await().until(() -> emulator.running().isEmpty());
        assertThat(emulator.predictions()).hasSize(1);
        assertThat(emulator.requests().to(Operation.PREDICTIONS_CANCEL)).hasSize(1);
    }

    @Test
    void modelStreamsText() {
        ModelFunction teller = this.replicate.use("acme/teller");
        assertThat(teller.stream(Map.of())).containsExactly("a", "b");
        assertThat(teller.streamEvents(Map.of())).last().isInstanceOf(StreamEvent.Done.class);
        assertThat(teller.stream(request -> request.input(Map.of("text", "ü\n"))))
                .containsExactly("a", "ü\n");
        assertThat(teller.run(Map.of()).value()).isEqualTo("ab");
        assertThat(emulator.requests().to(Operation.MODELS_GET)).hasSize(1);
        assertThat(emulator.requests().creates()).hasSize(4);
        assertThat(emulator.requests().to(Operation.PREDICTIONS_CANCEL)).isEmpty();
        assertThat(emulator.requests().to(Operation.STREAM))
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isNull());
    }

    @Test
    void firstEventIsThePredictionThatWasCreated() {
        List<StreamEvent> events =
                this.replicate.use("acme/teller").streamEvents(Map.of()).toList();
        String id = emulator.predictions().get(0).id();
        assertThat(events).first().isInstanceOfSatisfying(StreamEvent.Created.class, created -> {
            assertThat(created.id()).isNull();
            assertThat(created.prediction().id()).isEqualTo(id);
        });
        assertThat(events.stream().filter(StreamEvent.Created.class::isInstance))
                .hasSize(1);
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        StreamEvent.Done.class,
                        done -> assertThat(done.prediction()).isNull());
        assertThat(emulator.requests().to(Operation.PREDICTIONS_GET)).isEmpty();
    }

    @Test
    void lastEventContainsThePredictionIfItWasPolled() {
        emulator.model("acme/quick")
                .official()
                .respond(script -> script.output("a").metric("output_token_count", 1));
        assertThat(this.replicate.use("acme/quick").streamEvents(Map.of()))
                .last()
                .isInstanceOfSatisfying(
                        StreamEvent.Done.class,
                        done -> assertThat(done.prediction().metrics()).containsEntry("output_token_count", 1));
    }

    @Test
    void streamCreatesWithoutPreferWait() {
        assertThat(this.replicate.use("acme/teller").stream(Map.of()).count()).isEqualTo(2);
        assertThat(emulator.requests().creates().get(0).header("Prefer")).isNull();
    }

    @Test
    void modelStreamsFiles() {
        emulator.model("acme/painter")
                .official()
                .streams()
                .output(OutputType.FILE_ITERATOR)
                .respond(script -> script.outputFile("one".getBytes(StandardCharsets.UTF_8), "txt")
                        .outputFile("two".getBytes(StandardCharsets.UTF_8), "txt"));
        assertThat(this.replicate
                        .use("acme/painter")
                        .streamFiles(Map.of())
                        .map(FileOutput::bytes)
                        .map(String::new))
                .containsExactly("one", "two");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        this.replicate.use("acme/teller").streamFiles(Map.of()).toList());
    }

    @Test
    void streamSendsNothingBeforeItIsRead() {
        this.replicate.use("acme/hangs").stream(Map.of()).close();
        this.replicate.async().use("acme/hangs").stream(Map.of());
        assertThat(emulator.requests().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/hangs", "acme/polled"})
    void closingTheStreamCancelsThePredictionOnce(String model) {
        try (Stream<String> stream = this.replicate.use(model).stream(Map.of())) {
            assertThat(stream.findFirst()).contains("a");
            assertThat(emulator.running()).hasSize(1);
        }
        assertCancelledOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/hangs", "acme/polled"})
    void disposalCancelsThePredictionOnce(String model) {
        StepVerifier.create(this.replicate.async().use(model).stream(Map.of()))
                .expectNext("a")
                .thenCancel()
                .verify();
        assertCancelledOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/hangs", "acme/polled"})
    void deadlineCancelsThePredictionOnce(String model) {
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> this.replicate.use(model).stream(
                                request -> request.input(Map.of()).timeout(Duration.ofSeconds(1)))
                        .toList())
                .satisfies(failure -> assertThat(failure.id())
                        .isEqualTo(emulator.predictions().get(0).id()));
        assertCancelledOnce();
    }

    @Test
    void interruptCancelsThePredictionOnce() throws Exception {
        CountDownLatch firstOutput = new CountDownLatch(1);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread reader = new Thread(() -> failure.complete(catchThrowable(
                () -> this.replicate.use("acme/hangs").stream(Map.of()).forEach(each -> firstOutput.countDown()))));
        reader.start();
        firstOutput.await();
        reader.interrupt();
        assertThat(failure.join()).isInstanceOf(CallInterruptedException.class);
        assertCancelledOnce();
    }

    @Test
    void closingTheClientCancelsThePrediction() {
        StepVerifier.create(this.replicate.async().use("acme/hangs").stream(Map.of()))
                .expectNext("a")
                .then(this.replicate::close)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(ReplicateException.class)
                        .hasMessageContaining("closed"));
        assertCancelledOnce();
    }

    @Test
    void predictionIsNotCancelledWithoutCancelOnAbandon() {
        try (Stream<String> stream = this.replicate.use("acme/hangs").stream(
                request -> request.input(Map.of()).cancelOnAbandon(false))) {
            assertThat(stream.findFirst()).contains("a");
        }
        await().during(Duration.ofMillis(80)).until(() -> emulator.running().size() == 1);
        assertThat(emulator.requests().to(Operation.PREDICTIONS_CANCEL)).isEmpty();
    }

    @Test
    void modelFailureFailsTheStreamWithoutCancel() {
        emulator.model("acme/fails")
                .official()
                .streams()
                .respond(script -> script.output("a").fail("out of memory"));
        StepVerifier.create(this.replicate.async().use("acme/fails").stream(Map.of()))
                .expectNext("a")
                .verifyErrorSatisfies(failure ->
                        assertThat(failure).isInstanceOf(ModelException.class).hasMessageContaining("out of memory"));
        assertThat(emulator.requests().to(Operation.PREDICTIONS_CANCEL)).isEmpty();
    }

    @Test
    void errorEventOfRunningPredictionCancelsIt() {
        emulator.faults().next(Operation.STREAM).stream(
                events -> events.insertAfter(1, "event: error\ndata: the stream broke\n\n"));
        StepVerifier.create(this.replicate.async().use("acme/hangs").stream(Map.of()))
                .expectNext("a")
                .verifyErrorSatisfies(failure ->
                        assertThat(failure).isInstanceOf(ModelException.class).hasMessageContaining("broke"));
        assertCancelledOnce();
    }

    @Test
    void cancelByAnotherCallFailsTheStream() {
        StepVerifier.create(this.replicate.async().use("acme/hangs").stream(Map.of()))
                .expectNext("a")
                .then(() -> this.replicate
                        .predictions()
                        .cancel(emulator.predictions().get(0).id()))
                .verifyError(ModelException.class);
        assertCancelledOnce();
    }

    @Test
    void createIsNotRetriedAfterLostResponse() {
        emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(
                        () -> this.replicate.use("acme/hangs").stream(Map.of()).toList());
        assertThat(emulator.predictions()).hasSize(1);
    }

    @Test
    void disposalDuringTheCreateCancelsThePrediction() {
        emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).delay(Duration.ofMillis(500));
        Disposable stream =
                this.replicate.async().use("acme/hangs").stream(Map.of()).subscribe();
        await().until(() -> emulator.predictions().size() == 1);
        stream.dispose();
        await().until(() -> emulator.requests().to(Operation.PREDICTIONS_CANCEL).size() == 1);
        assertCancelledOnce();
    }

    @Test
    void threadsShareOneFunction() {
        ModelFunction teller = this.replicate.use("acme/teller");
        Set<List<String>> texts = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> teller.stream(Map.of("text", "t" + i)).toList())
                .collect(Collectors.toSet());
        assertThat(texts).hasSize(40);
        assertThat(emulator.predictions()).hasSize(40);
        assertThat(emulator.requests().to(Operation.MODELS_GET)).hasSize(1);
    }
}
