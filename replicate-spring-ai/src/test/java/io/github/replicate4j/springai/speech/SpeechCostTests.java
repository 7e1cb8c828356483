/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.predictions.ModelException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How many predictions are created, and that none keeps running. */
class SpeechCostTests extends SpeechTest {

    private static final String SILENT = "acme/silent";

    @BeforeEach
    void addModel() {
        emulator.model(SILENT)
                .official()
                .input("text", InputType.STRING, true)
                .output(OutputType.FILE)
                .respond((input, script) -> {
                    if (input.get("text").equals("fail")) {
                        script.fail("no");
                    } else {
                        script.hang();
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lostResponseIsNotRepeated(boolean streaming) {
        emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        ReplicateTextToSpeechModel model = model(MINIMAX);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> {
            if (streaming) {
                model.stream("Hi").blockLast();
            } else {
                model.call("Hi");
            }
        });
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void timeoutCancels() {
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> model(SILENT, options -> options.timeout(Duration.ofSeconds(1)))
                        .call("Hi"));
        assertPredictionIsCancelled();
    }

    @Test
    void interruptCancels() throws Exception {
        assertThat(interrupt(
                        () -> model(SILENT).call("Hi"), () -> emulator.running().size() == 1))
                .isInstanceOf(CallInterruptedException.class);
        assertPredictionIsCancelled();
    }

    @Test
    void disposedStreamIsCancelled() {
        Disposable stream = model(SILENT).stream("Hi").subscribe();
        await().until(() -> emulator.running().size() == 1);
        stream.dispose();
        assertPredictionIsCancelled();
    }

    @Test
    void everySubscriptionIsAPrediction() {
        var stream = model(MINIMAX).stream("Hi");
        assertThat(creates()).isZero();
        stream.blockLast();
        stream.blockLast();
        assertThat(creates()).isEqualTo(2);
    }

    @Test
    void failureIsNotRepeated() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model(SILENT).call("fail"))
                .withMessageContaining("no");
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void failedDownloadIsRepeatedWithoutAnotherPrediction() {
        emulator.faults().next(Operation.OUTPUT_FILE).status(503);
        assertThat(model(MINIMAX).call("Hi")).isNotEmpty();
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void reactorThreadIsNotBlocked() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Mono.fromSupplier(() -> model(MINIMAX).call("Hi"))
                        .subscribeOn(Schedulers.parallel())
                        .block())
                .withMessageContaining("use stream(prompt)");
        assertThat(creates()).isZero();
    }
}
