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
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.testing.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Model interfaces: the return type of a method determines what it does. */
class ModelInterfaceTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private Replicate replicate;

    /** Both clients create instances with the same behavior. */
    enum ClientKind {
        BLOCKING,
        REACTIVE;

        <M> M use(Replicate replicate, Class<M> type) {
            return this == BLOCKING ? replicate.use(type) : replicate.async().use(type);
        }
    }

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
                .respond((input, script) ->
                        script.output("a").output("-" + input.get("prompt")).succeed());
        emulator.model("acme/painter")
                .official()
                .streams()
                .output(OutputType.FILE_ITERATOR)
                .respond(script -> script.outputFile("one".getBytes(StandardCharsets.UTF_8), "txt")
                        .outputFile("two".getBytes(StandardCharsets.UTF_8), "txt"));
        emulator.model("acme/echo")
                .official()
                .respond((input, script) ->
                        script.outputValue(input.get("value")).succeed());
        emulator.model("acme/hangs")
                .official()
                .streams()
                .respond(script -> script.output("a").hang());
        emulator.model("acme/fails")
                .official()
                .streams()
                .respond(script -> script.output("a").fail("out of memory"));
        this.replicate = Wire.builder(emulator.baseUrl().toString())
                .bearerToken(emulator.token())
                .run(run -> run.preferWait(Duration.ofSeconds(1)))
                .build();
    }

    @AfterEach
    void closeClient() {
        Thread.interrupted();
        this.replicate.close();
    }

    @ReplicateModel("acme/teller")
    interface Teller {

        String ask(String prompt);

        Output output(String prompt);

        List<String> pieces(String prompt);

        Object anything(String prompt);

        Prediction start(String prompt);

        Stream<String> stream(String prompt);

        Stream<StreamEvent> events(String prompt);

        Flux<String> tokens(String prompt);

        Flux<StreamEvent> eventFlux(String prompt);

        Mono<String> answer(String prompt);

        Mono<AsyncOutput> result(String prompt);

        Mono<Prediction> begin(String prompt);
    }

    @ReplicateModel("acme/painter")
    interface Painter {

        List<FileOutput> draw();

        FileOutput[] array();

        FileOutput one();

        Stream<FileOutput> stream();

        Flux<AsyncFileOutput> files();

        Mono<List<AsyncFileOutput>> all();
    }

    record Point(int x, double someHeight) {}

    @ReplicateModel("acme/echo")
    interface Echo {

        int number(Object[] value);

        Integer number(Number value);

        boolean bool(boolean value);

        Point point(@Input("value") Map<String, Object> value);

        List<Point> points(List<?> value);

        Map<String, Object> map(@Input Map<String, Object> value);

        FileOutput file(String value);

        Mono<AsyncFileOutput> asyncFile(String value);

        Mono<List<Point>> monoOfPoints(List<?> value);

        Map<String, List<FileOutput>> files(@Input Map<String, Object> value);
    }

    @ParameterizedTest
    @EnumSource
    void outputIsConvertedToTheReturnType(ClientKind kind) {
        Teller teller = kind.use(this.replicate, Teller.class);
        assertThat(teller.ask("b")).isEqualTo("a-b");
        assertThat(teller.output("b").prediction().succeeded()).isTrue();
        assertThat(teller.pieces("b")).containsExactly("a", "-b");
        assertThat(teller.anything("b")).isEqualTo(List.of("a", "-b"));
        assertThat(teller.answer("b").block()).isEqualTo("a-b");
        assertThat(teller.result("b").block().text()).isEqualTo("a-b");
    }

    @ParameterizedTest
    @EnumSource
    void numbersRecordsAndMapsAreConverted(ClientKind kind) {
        Echo echo = kind.use(this.replicate, Echo.class);
        assertThat(echo.number(7)).isEqualTo(7);
        assertThat(echo.bool(true)).isTrue();
        assertThat(echo.point(Map.of("x", 1, "some_height", 2.5))).isEqualTo(new Point(1, 2.5));
        assertThat(echo.points(List.of(Map.of("x", 1)))).containsExactly(new Point(1, 0));
        assertThat(echo.map(Map.of("a", List.of(1)))).isEqualTo(Map.of("a", List.of(1)));
        assertThat(echo.monoOfPoints(List.of(Map.of("x", 1), Map.of("x", 2))).block())
                .containsExactly(new Point(1, 0), new Point(2, 0));
        assertThat(echo.file("data:,x").bytes()).asString().isEqualTo("x");
        assertThat(echo.asyncFile("data:,x").flatMap(AsyncFileOutput::bytes).block())
                .asString()
                .isEqualTo("x");
        assertThat(echo.files(Map.of("a", List.of("data:,x"))).get("a"))
                .singleElement()
                .extracting(file -> new String(file.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("x");
    }

    @ParameterizedTest
    @EnumSource
    void filesAreReturned(ClientKind kind) {
        Painter painter = kind.use(this.replicate, Painter.class);
        assertThat(painter.draw())
                .extracting(file -> new String(file.bytes(), StandardCharsets.UTF_8))
                .containsExactly("one", "two");
        assertThat(painter.array()).hasSize(2);
        assertThatIllegalStateException().isThrownBy(painter::one).withMessageContaining("2 files");
        assertThat(painter.stream())
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.bytes()).hasSize(3));
        assertThat(painter.files().flatMap(AsyncFileOutput::bytes).collectList().block())
                .hasSize(2);
        assertThat(painter.all().block()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void streamsAreReturned(ClientKind kind) {
        Teller teller = kind.use(this.replicate, Teller.class);
        assertThat(teller.stream("b")).containsExactly("a", "-b");
        assertThat(teller.events("b")).last().isInstanceOf(StreamEvent.Done.class);
        StepVerifier.create(teller.tokens("b")).expectNext("a", "-b").verifyComplete();
        StepVerifier.create(teller.eventFlux("b").last())
                .expectNextMatches(StreamEvent.Done.class::isInstance)
                .verifyComplete();
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(4);
    }

    @ReplicateModel("acme/hangs")
    interface Hangs {

        String ask();

        Stream<String> stream();

        Flux<String> tokens();

        Mono<String> answer();

        Prediction start();

        Mono<Prediction> begin();
    }

    private static void assertCancelledOnce() {
        await().until(() -> emulator.running().isEmpty());
        assertThat(emulator.predictions()).hasSize(1);
        assertThat(emulator.requests().to(Operation.PREDICTIONS_CANCEL)).hasSize(1);
    }

    @Test
    void returnedPredictionIsNotAwaited() {
        Hangs hangs = this.replicate.use(Hangs.class);
        assertThat(hangs.start().status().isTerminal()).isFalse();
        assertThat(hangs.begin().block().status().isTerminal()).isFalse();
        assertThat(emulator.requests().creates())
                .hasSize(2)
                .allSatisfy(create -> assertThat(create.header("Prefer")).isNull());
        assertThat(emulator.running()).hasSize(2);
    }

    @Test
    void lazyReturnTypesSendNothing() {
        Hangs hangs = this.replicate.use(Hangs.class);
        hangs.stream().close();
        assertThat(hangs.tokens()).isNotNull();
        assertThat(hangs.answer()).isNotNull();
        assertThat(hangs.begin()).isNotNull();
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Test
    void closingTheStreamCancelsThePredictionOnce() {
        try (Stream<String> stream = this.replicate.use(Hangs.class).stream()) {
            assertThat(stream.findFirst()).contains("a");
        }
        assertCancelledOnce();
    }

    @Test
    void interruptCancelsThePredictionOnce() {
        Hangs hangs = this.replicate.use(Hangs.class);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> failure.complete(catchThrowable(hangs::ask)));
        caller.start();
        await().until(() -> emulator.running().size() == 1);
        caller.interrupt();
        assertThat(failure.join()).isInstanceOf(CallInterruptedException.class);
        assertCancelledOnce();
    }

    @Test
    void disposalCancelsThePredictionOnce() {
        var running = this.replicate.use(Hangs.class).answer().subscribe();
        await().until(() -> emulator.running().size() == 1);
        running.dispose();
        assertCancelledOnce();
    }

    @Test
    void blockingMethodsFailOnReactorThreads() {
        Hangs hangs = this.replicate.use(Hangs.class);
        for (Runnable call :
                List.<Runnable>of(hangs::ask, hangs::start, () -> hangs.stream().toList())) {
            StepVerifier.create(Mono.fromRunnable(call).subscribeOn(Schedulers.parallel()))
                    .verifyErrorSatisfies(failure -> assertThat(failure)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("reactor thread"));
        }
        assertThat(emulator.predictions()).isEmpty();
    }

    @ReplicateModel("acme/fails")
    interface Fails {

        String ask();

        Stream<String> stream();

        Mono<String> answer();
    }

    @ReplicateModel("acme/missing")
    interface Missing {

        String ask();

        Prediction start();
    }

    @ReplicateModel("acme/strict")
    interface Strict {

        String ask();

        Point point(String text) throws IOException;
    }

    @Test
    void exceptionsAreNotWrapped() {
        Fails fails = this.replicate.use(Fails.class);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(fails::ask)
                .withMessageContaining("out of memory")
                .satisfies(failure -> assertThat(failure.prediction().error()).isEqualTo("out of memory"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> fails.stream().toList());
        StepVerifier.create(fails.answer()).verifyError(ModelException.class);
        Missing missing = this.replicate.use(Missing.class);
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(missing::ask);
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(missing::start);
        emulator.model("acme/strict")
                .official()
                .input("text", InputType.STRING, true)
                .respond(script -> script.outputValue("text").succeed());
        Strict strict = this.replicate.use(Strict.class);
        assertThatExceptionOfType(UnprocessableEntityException.class).isThrownBy(strict::ask);
        assertThatExceptionOfType(UnreadableJsonException.class).isThrownBy(() -> strict.point("x"));
    }

    @Test
    void threadsLookUpTheModelOnce() {
        Teller teller = this.replicate.use(Teller.class);
        Set<String> texts = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> teller.ask("b" + i))
                .collect(Collectors.toSet());
        assertThat(texts).hasSize(20);
        assertThat(teller.stream("c")).hasSize(2);
        teller.start("d");
        assertThat(emulator.requests().to(Operation.MODELS_GET)).hasSize(1);
        assertThat(emulator.predictions()).hasSize(22);
    }

    @Test
    void createIsNotRetriedAfterLostResponse() {
        emulator.faults().next(Operation.PREDICTIONS_CREATE).lostResponse();
        Teller teller = this.replicate.use(Teller.class);
        assertThat(catchThrowable(() -> teller.ask("b"))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(emulator.predictions()).hasSize(1);
    }

    interface Askable<I, O> {

        O ask(I prompt);

        Mono<O> answer(I prompt);

        List<O> list(I prompt);

        default O twice(I prompt) {
            ask(prompt);
            return ask(prompt);
        }
    }

    interface AskableForLists<T> extends Askable<String, List<T>> {}

    @ReplicateModel("acme/teller")
    interface Generic extends AskableForLists<String> {}

    @ReplicateModel("acme/teller")
    interface Narrowed extends Askable<String, Object> {

        @Override
        String ask(String prompt);
    }

    @Test
    void interfacesMayExtendGenericOnes() {
        Generic generic = this.replicate.use(Generic.class);
        assertThat(generic.ask("b")).containsExactly("a", "-b");
        assertThat(generic.answer("b").block()).containsExactly("a", "-b");
        assertThat(generic.twice("b")).containsExactly("a", "-b");
        Askable<String, Object> narrowed = this.replicate.use(Narrowed.class);
        assertThat(narrowed.ask("b")).isEqualTo("a-b");
        assertThat(narrowed.twice("b")).isEqualTo("a-b");
    }

    @ReplicateModel("acme/teller")
    private interface WithDefaultMethods {

        String ask(String prompt);

        default String askNicely(String thing) throws IOException {
            if (thing.isEmpty()) {
                throw new IOException("nothing to ask");
            }
            return decorated(ask(thing));
        }

        private String decorated(String text) {
            return mark() + text;
        }

        static String mark() {
            return "! ";
        }

        @Override
        String toString();
    }

    @Test
    void defaultMethodsAreInvoked() throws Exception {
        WithDefaultMethods instance = this.replicate.use(WithDefaultMethods.class);
        assertThat(instance.askNicely("b")).isEqualTo("! a-b");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> instance.askNicely(""))
                .withMessage("nothing to ask");
    }

    @Test
    void objectMethodsAreImplemented() {
        WithDefaultMethods instance = this.replicate.use(WithDefaultMethods.class);
        assertThat(instance)
                .hasToString("WithDefaultMethods[acme/teller]")
                .isEqualTo(instance)
                .hasSameHashCodeAs(instance);
        assertThat(instance)
                .isNotEqualTo(this.replicate.use(WithDefaultMethods.class))
                .isNotEqualTo(null);
        assertThat(emulator.requests().all()).isEmpty();
    }
}
