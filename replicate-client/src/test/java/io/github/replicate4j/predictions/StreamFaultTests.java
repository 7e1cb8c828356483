/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.fault.StreamFault;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.testing.Stress;
import io.github.replicate4j.testing.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Streams with connection failures: each output arrives once, and in order. */
@Order(1)
class StreamFaultTests {

    private static final List<String> OUTPUTS = List.of("one", "", " zwölf 🌭", "a\nb\n", "\n", "end");

    /** Long enough for the connection after the stall to deliver its events. */
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(1);

    private static final EmulatorClock clock = EmulatorClock.manual();

    private static ReplicateEmulator emulator;

    private Replicate replicate;

    private Disposable clockTicks = () -> {};

    @BeforeAll
    static void start() {
        emulator = ReplicateEmulator.builder().clock(clock).start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void makeClient() {
        emulator.reset();
        this.replicate = builder().build();
    }

    private static ReplicateBuilder builder() {
        return Wire.builder(emulator.baseUrl().toString()).bearerToken(emulator.token());
    }

    /** Detects a stalled stream soon. Without a stall, the default idle timeout applies. */
    private void setIdleTimeout(Duration timeout) {
        this.replicate.close();
        this.replicate = builder().stream(stream -> stream.idleTimeout(timeout)).build();
    }

    @AfterEach
    void closeClient() {
        this.clockTicks.dispose();
        this.replicate.close();
    }

    private Prediction createFinished() {
        emulator.model("acme/teller").official().streams().respond(script -> {
            OUTPUTS.forEach(script::output);
            script.succeed();
        });
        return create();
    }

    private Prediction createUnfinished() {
        return createUnfinished(2);
    }

    /** Completes when the stream has been opened the given number of times. */
    private Prediction createUnfinished(int connections) {
        emulator.model("acme/teller").official().streams().respond(script -> {
            OUTPUTS.subList(0, 3).forEach(script::output);
            script.pause(Duration.ofMinutes(1));
            OUTPUTS.subList(3, 6).forEach(script::output);
            script.succeed();
        });
        Prediction created = create();
        this.clockTicks = Flux.interval(Duration.ofMillis(5))
                .filter(tick -> emulator.requests().to(Operation.STREAM).size() >= connections)
                .next()
                .subscribe(tick -> clock.advance(Duration.ofMinutes(2)));
        return created;
    }

    private Prediction create() {
        return this.replicate.models().predictions().create("acme/teller", request -> request.input(Map.of()));
    }

    private static void fault(Consumer<StreamFault> effects) {
        emulator.faults().next(Operation.STREAM).stream(effects);
    }

    private static Arguments named(String name, Consumer<StreamFault> fault) {
        return arguments(Named.of(name, fault));
    }

    static Stream<Arguments> cuts() {
        List<Arguments> cuts = new ArrayList<>();
        for (int i = 0; i <= 3; i++) {
            int n = i;
            cuts.add(named("end after " + n, events -> events.cutAfter(n)));
            cuts.add(named("reset after " + n, events -> events.cutAfter(n).byReset()));
            cuts.add(named("408 after " + n, events -> events.timeOutAfter(n)));
            if (n < 3) {
                cuts.add(named("end in frame " + n, events -> events.cutInFrameAfter(n)));
                cuts.add(named(
                        "reset in frame " + n,
                        events -> events.cutInFrameAfter(n).byReset()));
            }
        }
        cuts.add(named("end in character", events -> events.cutInCharacterAfter(0)));
        cuts.add(named(
                "reset in character", events -> events.cutInCharacterAfter(0).byReset()));
        cuts.add(named(
                "end with CRLF and pieces",
                events -> events.lineEnd(StreamFault.LineEnd.CRLF).inPiecesOf(1).cutInFrameAfter(2)));
        return cuts.stream();
    }

    static Stream<Arguments> stalls() {
        return Stream.of(
                        named("stall after 2", events -> events.cutAfter(2).byStall()),
                        named(
                                "stall in frame",
                                events -> events.cutInFrameAfter(1).byStall()),
                        named("stall after 0", events -> events.cutAfter(0).byStall()),
                        named("stall after 1", events -> events.cutAfter(1).byStall()),
                        named("stall after 3", events -> events.cutAfter(3).byStall()))
                .limit(Stress.times(2, 5));
    }

    static Stream<Arguments> completeStreams() {
        List<Arguments> completeStreams = new ArrayList<>();
        for (StreamFault.LineEnd end : StreamFault.LineEnd.values()) {
            completeStreams.add(named(end + "", events -> events.lineEnd(end)));
            for (int size : new int[] {1, 2, 3, 5}) {
                completeStreams.add(
                        named(end + " in " + size, events -> events.lineEnd(end).inPiecesOf(size)));
            }
        }
        completeStreams.add(
                named("byte order mark", events -> events.byteOrderMark().inPiecesOf(1)));
        completeStreams.add(named("done without data", StreamFault::doneWithoutData));
        completeStreams.add(named(
                "strange things in between",
                events ->
                        events.insertAfter(1, ": a comment\n\nid: 77\n\nevent: news\nid: x\ndata: y\n\ndata: z\n\n")));
        completeStreams.add(named(
                "an event twice",
                events -> events.insertAfter(2, "event: output\nid: same\ndata\n\nevent: news\nid: same\ndata: x\n\n")
                        .cutAfter(1)));
        return completeStreams.stream();
    }

    @ParameterizedTest
    @MethodSource("stalls")
    void finishedPredictionIsStreamedCompletelyAfterStall(Consumer<StreamFault> fault) {
        setIdleTimeout(Duration.ofMillis(200));
        finishedPredictionIsStreamedCompletely(fault);
    }

    @ParameterizedTest
    @MethodSource({"cuts", "completeStreams"})
    void finishedPredictionIsStreamedCompletely(Consumer<StreamFault> fault) {
        Prediction prediction = createFinished();
        fault(fault);
        try (Stream<String> stream = this.replicate.predictions().stream(prediction)) {
            assertThat(stream).isEqualTo(OUTPUTS);
        }
        fault(fault);
        assertThat(this.replicate.async().predictions().stream(prediction.id())
                        .collectList()
                        .block())
                .isEqualTo(OUTPUTS);
    }

    @ParameterizedTest
    @MethodSource("stalls")
    void stalledStreamIsResumed(Consumer<StreamFault> fault) {
        setIdleTimeout(STALL_TIMEOUT);
        interruptedStreamIsResumed(fault);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void interruptedStreamIsResumed(Consumer<StreamFault> fault) {
        fault(fault);
        List<StreamEvent> events = this.replicate
                .async()
                .predictions()
                .streamEvents(createUnfinished())
                .collectList()
                .block();
        assertThat(texts(events)).isEqualTo(OUTPUTS);
        assertThat(events).last().isInstanceOf(StreamEvent.Done.class);
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("stalls")
    void replayedEventsAreNotRepeatedAfterStall(Consumer<StreamFault> fault) {
        setIdleTimeout(STALL_TIMEOUT);
        replayedEventsAreNotRepeated(fault);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void replayedEventsAreNotRepeated(Consumer<StreamFault> fault) {
        fault(fault);
        fault(StreamFault::replayFromStart);
        try (Stream<StreamEvent> events = this.replicate.predictions().streamEvents(createUnfinished())) {
            assertThat(texts(events.toList())).isEqualTo(OUTPUTS);
        }
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("stalls")
    void predictionIsPolledIfTheStalledStreamCannotBeResumed(Consumer<StreamFault> fault) {
        setIdleTimeout(STALL_TIMEOUT);
        predictionIsPolledIfTheStreamCannotBeResumed(fault);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void predictionIsPolledIfTheStreamCannotBeResumed(Consumer<StreamFault> fault) {
        fault(fault);
        emulator.faults().next(Operation.STREAM).status(404);
        List<String> texts = this.replicate.async().predictions().stream(createUnfinished())
                .collectList()
                .block();
        assertThat(String.join("", texts)).isEqualTo(String.join("", OUTPUTS));
        assertThat(texts).isEqualTo(OUTPUTS);
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(2);
    }

    private static List<String> texts(List<StreamEvent> events) {
        return events.stream()
                .filter(StreamEvent.Output.class::isInstance)
                .map(event -> ((StreamEvent.Output) event).data())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404, 410})
    void predictionIsPolledIfTheStreamIsRefused(int status) {
        emulator.faults().always(Operation.STREAM).status(status);
        List<String> texts = this.replicate.async().predictions().stream(createUnfinished(1))
                .collectList()
                .block();
        assertThat(texts).isEqualTo(OUTPUTS);
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void temporaryStreamErrorIsRetried(int status) {
        emulator.faults().next(2, Operation.STREAM).status(status);
        try (Stream<String> stream = this.replicate.predictions().stream(createUnfinished(3))) {
            assertThat(stream).isEqualTo(OUTPUTS);
        }
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(3);
    }

    @Test
    void predictionIsPolledAfterSixEmptyStreams() {
        emulator.faults().always(Operation.STREAM).stream(events -> events.cutAfter(0));
        try (Stream<String> stream = this.replicate.predictions().stream(createUnfinished(6))) {
            assertThat(stream).isEqualTo(OUTPUTS);
        }
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(6);
    }

    @Test
    void temporaryGetErrorDoesNotFailTheStream() {
        fault(events -> events.cutAfter(2));
        emulator.faults().next(3, Operation.PREDICTIONS_GET).status(503);
        Prediction prediction = createUnfinished(1);
        try (Stream<String> stream = this.replicate.predictions().stream(prediction)) {
            assertThat(stream).isEqualTo(OUTPUTS);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomFaultsLoseAndRepeatNothing(long seed) {
        // An idle timeout of a healthy stream only adds a reconnect, which this test allows.
        setIdleTimeout(Duration.ofMillis(200));
        Random random = new Random(seed);
        List<String> outputs =
                IntStream.range(0, 30).mapToObj(i -> i + " ä😀\n".repeat(i % 3)).toList();
        emulator.model("acme/teller").official().streams().respond(script -> {
            outputs.forEach(output -> script.output(output).pause(Duration.ofSeconds(1)));
            script.succeed();
        });
        for (int i = 0; i < 6; i++) {
            fault(events -> {
                int after = random.nextInt(6);
                StreamFault cut = random.nextBoolean() ? events.cutAfter(after) : events.cutInFrameAfter(after);
                cut = random.nextInt(4) == 0 ? cut.byReset() : cut;
                cut = random.nextInt(6) == 0 ? cut.byStall() : cut;
                cut = random.nextBoolean() ? cut.replayFromStart() : cut;
                cut.inPiecesOf(1 + random.nextInt(40)).lineEnd(StreamFault.LineEnd.values()[random.nextInt(3)]);
            });
        }
        Prediction prediction = create();
        this.clockTicks = Flux.interval(Duration.ofMillis(5)).subscribe(tick -> clock.advance(Duration.ofMillis(500)));
        List<String> received = this.replicate.async().predictions().stream(prediction)
                .limitRate(1 + random.nextInt(3))
                .collectList()
                .block();
        assertThat(received).isEqualTo(outputs);
    }
}
