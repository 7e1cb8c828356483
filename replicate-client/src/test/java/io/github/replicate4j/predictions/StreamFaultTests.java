/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.fault.StreamFault;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.stream.StreamEvent;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Whatever happens to the connections of a stream: each output comes once, and in order. */
class StreamFaultTests {

    private static final List<String> OUTPUTS = List.of("one", "", " zwölf 🌭", "a\nb\n", "\n", "end");

    private static final EmulatorClock clock = EmulatorClock.manual();

    private static ReplicateEmulator emulator;

    private Replicate replicate;

    private Disposable moving = () -> {};

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
        this.replicate = Wire.builder(emulator.baseUrl().toString()).bearerToken(emulator.token()).stream(
                        stream -> stream.idleTimeout(Duration.ofMillis(150)))
                .build();
    }

    @AfterEach
    void closeClient() {
        this.moving.dispose();
        this.replicate.close();
    }

    private Prediction finished() {
        emulator.model("acme/teller").official().streams().respond(script -> {
            OUTPUTS.forEach(script::output);
            script.succeed();
        });
        return create();
    }

    private Prediction unfinished() {
        return unfinished(2);
    }

    /** Comes to its end when the stream has been opened so many times. */
    private Prediction unfinished(int connections) {
        emulator.model("acme/teller").official().streams().respond(script -> {
            OUTPUTS.subList(0, 3).forEach(script::output);
            script.pause(Duration.ofMinutes(1));
            OUTPUTS.subList(3, 6).forEach(script::output);
            script.succeed();
        });
        Prediction created = create();
        this.moving = Flux.interval(Duration.ofMillis(5))
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
            cuts.add(named("stall after " + n, events -> events.cutAfter(n).byStall()));
            if (n < 3) {
                cuts.add(named("end in frame " + n, events -> events.cutInFrameAfter(n)));
                cuts.add(named(
                        "reset in frame " + n,
                        events -> events.cutInFrameAfter(n).byReset()));
            }
        }
        cuts.add(named("stall in frame", events -> events.cutInFrameAfter(1).byStall()));
        cuts.add(named("end in character", events -> events.cutInCharacterAfter(0)));
        cuts.add(named(
                "reset in character", events -> events.cutInCharacterAfter(0).byReset()));
        cuts.add(named(
                "end with CRLF and pieces",
                events -> events.lineEnd(StreamFault.LineEnd.CRLF).inPiecesOf(1).cutInFrameAfter(2)));
        return cuts.stream();
    }

    static Stream<Arguments> whole() {
        List<Arguments> whole = new ArrayList<>();
        for (StreamFault.LineEnd end : StreamFault.LineEnd.values()) {
            whole.add(named(end + "", events -> events.lineEnd(end)));
            for (int size : new int[] {1, 2, 3, 5}) {
                whole.add(
                        named(end + " in " + size, events -> events.lineEnd(end).inPiecesOf(size)));
            }
        }
        whole.add(named("byte order mark", events -> events.byteOrderMark().inPiecesOf(1)));
        whole.add(named("done without data", StreamFault::doneWithoutData));
        whole.add(named(
                "strange things in between",
                events ->
                        events.insertAfter(1, ": a comment\n\nid: 77\n\nevent: news\nid: x\ndata: y\n\ndata: z\n\n")));
        whole.add(named(
                "an event twice",
                events -> events.insertAfter(2, "event: output\nid: same\ndata\n\nevent: news\nid: same\ndata: x\n\n")
                        .cutAfter(1)));
        return whole.stream();
    }

    @ParameterizedTest
    @MethodSource({"cuts", "whole"})
    void aFinishedPredictionIsStreamedWhole(Consumer<StreamFault> fault) {
        Prediction prediction = finished();
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
    @MethodSource("cuts")
    void anUnfinishedPredictionIsStreamedWholeAndTheStreamIsResumed(Consumer<StreamFault> fault) {
        fault(fault);
        List<StreamEvent> events = this.replicate
                .async()
                .predictions()
                .streamEvents(unfinished())
                .collectList()
                .block();
        assertThat(texts(events)).isEqualTo(OUTPUTS);
        assertThat(events).last().isInstanceOf(StreamEvent.Done.class);
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aServerThatReplaysFromTheBeginningRepeatsNothing(Consumer<StreamFault> fault) {
        fault(fault);
        fault(StreamFault::replayFromStart);
        try (Stream<StreamEvent> events = this.replicate.predictions().streamEvents(unfinished())) {
            assertThat(texts(events.toList())).isEqualTo(OUTPUTS);
        }
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void whatFollowsABrokenStreamIsPolledIfTheStreamHasGone(Consumer<StreamFault> fault) {
        fault(fault);
        emulator.faults().next(Operation.STREAM).status(404);
        List<String> texts = this.replicate.async().predictions().stream(unfinished())
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
    void aStreamThatIsRefusedIsPolled(int status) {
        emulator.faults().always(Operation.STREAM).status(status);
        List<String> texts = this.replicate.async().predictions().stream(unfinished(1))
                .collectList()
                .block();
        assertThat(texts).isEqualTo(OUTPUTS);
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void aStreamThatCannotBeHadForNowIsTriedAgain(int status) {
        emulator.faults().next(2, Operation.STREAM).status(status);
        try (Stream<String> stream = this.replicate.predictions().stream(unfinished(3))) {
            assertThat(stream).isEqualTo(OUTPUTS);
        }
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(3);
    }

    @Test
    void aStreamThatNeverBringsAnythingIsPolledInTheEnd() {
        emulator.faults().always(Operation.STREAM).stream(events -> events.cutAfter(0));
        try (Stream<String> stream = this.replicate.predictions().stream(unfinished(6))) {
            assertThat(stream).isEqualTo(OUTPUTS);
        }
        assertThat(emulator.requests().to(Operation.STREAM)).hasSize(6);
    }

    @Test
    void aPredictionThatCannotBeAskedForNowIsPolled() {
        fault(events -> events.cutAfter(2));
        emulator.faults().next(3, Operation.PREDICTIONS_GET).status(503);
        Prediction prediction = unfinished(1);
        try (Stream<String> stream = this.replicate.predictions().stream(prediction)) {
            assertThat(stream).isEqualTo(OUTPUTS);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySequenceOfFaultsGivesEveryOutputOnce(long seed) {
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
        this.moving = Flux.interval(Duration.ofMillis(5)).subscribe(tick -> clock.advance(Duration.ofMillis(500)));
        List<String> come = this.replicate.async().predictions().stream(prediction)
                .limitRate(1 + random.nextInt(3))
                .collectList()
                .block();
        assertThat(come).isEqualTo(outputs);
    }
}
