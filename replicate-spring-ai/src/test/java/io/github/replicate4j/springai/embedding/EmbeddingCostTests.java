/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.predictions.ModelException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How many predictions are created, and that none keeps running. */
class EmbeddingCostTests extends EmbeddingTest {

    private static final String SINGLE = "acme/single";

    @BeforeEach
    void addModel() {
        addSingle(SINGLE);
    }

    @Test
    void lostResponseIsNotRepeated() {
        emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> model(SINGLE).embed("1"));
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void timeoutCancels() {
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> model(SINGLE, options -> options.timeout(Duration.ofSeconds(1)))
                        .embed("hang"));
        assertPredictionIsCancelled();
    }

    @Test
    void interruptInTheMiddleOfABatchCancelsWhatRuns() throws Exception {
        assertThat(interrupt(
                        () -> model(SINGLE).embed(Collections.nCopies(9, "hang")),
                        () -> emulator.running().size() == 4))
                .isInstanceOf(CallInterruptedException.class);
        await().until(() -> emulator.running().isEmpty() && cancels() == 4);
        assertThat(creates()).isEqualTo(4);
    }

    @Test
    void failureCancelsWhatRuns() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model(SINGLE, options -> options.maxConcurrentPredictions(3))
                        .embed(List.of("1", "hang", "fail", "hang", "hang")));
        await().until(() -> emulator.running().isEmpty());
        assertThat(creates()).isLessThanOrEqualTo(4);
        assertThat(emulator.predictions())
                .noneMatch(prediction -> prediction.status().toString().equals("PROCESSING"));
    }

    @Test
    void dimensionsOfKnownModelsCostNothing() {
        assertThat(model(E5).dimensions()).isEqualTo(1_024);
        assertThat(model("replicate/all-mpnet-base-v2:abcdef").dimensions()).isEqualTo(768);
        assertThat(model(SINGLE, options -> options.dimensions(7)).dimensions()).isEqualTo(7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(null).dimensions())
                .withMessageContaining("spring.ai.replicate.embedding.model");
        assertThat(emulator.requests().all()).isEmpty();
    }

    @Test
    void otherDimensionsCostOnePrediction() {
        emulator.model("acme/unknown")
                .official()
                .input("text", InputType.STRING, true)
                .respond(script -> script.outputValue(List.of(1, 2, 3)));
        ReplicateEmbeddingModel model = model("acme/unknown");
        assertThat(model.dimensions()).isEqualTo(3);
        assertThat(model.dimensions()).isEqualTo(3);
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void dimensionsAreKnownAfterACall() {
        ReplicateEmbeddingModel model = model(SINGLE);
        model.embed("1");
        assertThat(model.dimensions()).isEqualTo(2);
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void reactorThreadIsNotBlocked() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Mono.fromSupplier(() -> model(SINGLE).embed("1"))
                        .subscribeOn(Schedulers.parallel())
                        .block())
                .withMessageContaining("boundedElastic");
        assertThat(creates()).isZero();
    }
}
