/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How many predictions are created, and that none keeps running. */
class TranscriptionCostTests extends TranscriptionTest {

    private static final String SLOW = "acme/slow";

    @BeforeEach
    void addModel() {
        emulator.model(SLOW)
                .official()
                .streams()
                .input("audio", InputType.FILE, true)
                .output(OutputType.CONCATENATE_ITERATOR)
                .respond(script -> script.output("a").output("b").hang());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lostResponseIsNotRepeated(boolean streaming) {
        emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        ReplicateTranscriptionModel model = model(SLOW);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> {
            if (streaming) {
                model.streamTranscribe(RECORDING).blockLast();
            } else {
                model.transcribe(RECORDING);
            }
        });
        assertThat(creates()).isEqualTo(1);
        // Its response is lost, so that nothing can be cancelled.
        emulator.reset();
    }

    @Test
    void timeoutCancels() {
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> model(SLOW, options -> options.timeout(Duration.ofSeconds(1)))
                        .transcribe(RECORDING));
        assertPredictionIsCancelled();
    }

    @Test
    void interruptCancels() throws Exception {
        assertThat(interrupt(
                        () -> model(SLOW).transcribe(RECORDING),
                        () -> emulator.running().size() == 1))
                .isInstanceOf(CallInterruptedException.class);
        assertPredictionIsCancelled();
    }

    @Test
    void streamDisposedWhileItStreamsIsCancelled() {
        assertThat(model(SLOW).streamTranscribe(RECORDING).take(2).collectList().block(Duration.ofSeconds(30)))
                .containsExactly("a", "b");
        assertPredictionIsCancelled();
    }

    @Test
    void disposeDuringTheUploadCreatesNothing() {
        emulator.faults().next(Operation.FILES_CREATE).hang();
        Disposable stream = model(SLOW).streamTranscribe(recording(300_000)).subscribe();
        await().until(() -> emulator.requests().to(Operation.FILES_CREATE).size() == 1);
        stream.dispose();
        assertThat(creates()).isZero();
    }

    @Test
    void reactorThreadIsNotBlocked() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Mono.fromSupplier(() -> model(SLOW).transcribe(RECORDING))
                        .subscribeOn(Schedulers.parallel())
                        .block())
                .withMessageContaining("use stream(prompt)");
        assertThat(creates()).isZero();
    }
}
