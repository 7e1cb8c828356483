/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Tests for the code of {@code docs/predictions-and-waiting.md}. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class PredictionsAndWaitingTests {

    @Autowired
    Replicate replicate;

    @Autowired
    ReplicateEmulator emulator;

    private PredictionsAndWaiting examples;

    @BeforeEach
    void prepare() {
        this.examples = new PredictionsAndWaiting(this.replicate);
    }

    @Test
    void createsAndAwaitsAPrediction() {
        Prediction created = this.examples.create();

        assertThat(created.isTerminal()).isFalse();
        assertThat(this.examples.await(created.id())).isEqualTo("hello Alice");
    }

    @Test
    void createsPredictionsOfOfficialModelsAndDeployments() {
        assertThat(this.examples.official().model()).isEqualTo("black-forest-labs/flux-schnell");
        assertThat(this.examples.deployment().deployment()).isEqualTo("emulator/pictures");
    }

    @Test
    void runsUntilCompletion() {
        assertThat(this.examples.runUntilCompletion().runTime()).isNotNull();
    }

    @Test
    void cancelsOnlyActivePredictions() {
        String id = this.examples.slow().id();

        assertThat(this.examples.cancel(id).status()).isEqualTo(PredictionStatus.CANCELED);
        assertThat(this.examples.cancel(id).status()).isEqualTo(PredictionStatus.CANCELED);
        assertThat(this.emulator.requests().to(Operation.PREDICTIONS_CANCEL)).hasSize(1);
    }

    @Test
    void listsPredictions() {
        this.examples.cancel(this.examples.slow().id());

        assertThat(this.examples.list()).isEqualTo(1);
        assertThat(this.examples.listOfToday()).isEqualTo(1);
    }

    @Test
    void updatesEndWithTheTerminalStatus() {
        assertThat(this.examples.updates(this.examples.official())).last().isEqualTo(PredictionStatus.SUCCEEDED);
    }
}
