/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.predictions.PredictionStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldingServerTests {

    /** The response to a create may take longer than the file of a prediction, but not this long. */
    private final HoldingServer server = new HoldingServer(Duration.ofMinutes(1));

    private final Replicate replicate = Replicate.builder()
            .baseUrl(this.server.origin() + "/v1")
            .bearerToken("r8_any")
            .run(run -> run.preferWait(Duration.ofSeconds(1)))
            .build();

    @AfterEach
    void close() {
        this.replicate.close();
        this.server.close();
    }

    private PredictionStatus run(String model, int outputAfter) {
        return this.replicate
                .run(model, Map.of("output_after", outputAfter))
                .prediction()
                .status();
    }

    @Test
    void respondsAtCompletionWithinTheHold() {
        assertThat(run("acme/text", 20)).isEqualTo(PredictionStatus.SUCCEEDED);
    }

    @Test
    void respondsWithFilesBeforeCompletion() {
        assertThat(run("acme/files", 20)).isEqualTo(PredictionStatus.PROCESSING);
    }

    @Test
    void completesAfterTheHold() {
        assertThat(run("acme/text", 1_200)).isEqualTo(PredictionStatus.SUCCEEDED);
    }
}
