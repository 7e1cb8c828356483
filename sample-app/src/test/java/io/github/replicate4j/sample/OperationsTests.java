/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.test.annotation.DirtiesContext;

/** Health and metrics of the application. */
@SampleTest
@AutoConfigureMetrics
@DirtiesContext
class OperationsTests {

    private static final String MODEL = "gen_ai_request_model=\"black-forest-labs/flux-schnell\"";

    @Autowired
    private PicturesApi pictures;

    @Autowired
    private ReplicateEmulator emulator;

    private String read(String path) {
        return this.pictures
                .get(path)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private static double value(String metrics, String name, String... labels) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> java.util.Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void aHundredHealthProbesSendOneRequest() {
        for (int i = 0; i < 100; i++) {
            assertThat(read("/actuator/health")).contains("\"replicate\"", "\"status\":\"UP\"");
        }
        assertThat(read("/actuator/health")).contains("\"account\":\"emulator\"", "\"mode\":\"emulator\"");
        assertThat(this.emulator.requests().to(Operation.ACCOUNT_GET)).hasSize(1);
    }

    @Test
    void measuresTheRunTimeOfEachModel() {
        for (int i = 0; i < 10; i++) {
            this.pictures.create("a picture " + i);
        }
        Awaitility.await().until(() -> this.emulator.predictions().size() == 10);
        this.emulator
                .model("black-forest-labs/flux-schnell")
                .official()
                .respond(script -> script.fail("no more colors"));
        this.pictures.create("one that fails");
        Awaitility.await().untilAsserted(() -> {
            String metrics = read("/actuator/prometheus");
            assertThat(value(metrics, "replicate_prediction_seconds_count", MODEL, "status=\"succeeded\""))
                    .isEqualTo(10);
            assertThat(value(metrics, "replicate_prediction_seconds_count", MODEL, "status=\"failed\""))
                    .isEqualTo(1);
            assertThat(value(metrics, "replicate_prediction_run_time_seconds_count", MODEL))
                    .isEqualTo(11);
            assertThat(value(
                            metrics,
                            "replicate_operation_seconds_count",
                            "operation=\"models.predictions.create\"",
                            "outcome=\"SUCCESS\""))
                    .isEqualTo(11);
            assertThat(value(metrics, "replicate_webhook_seconds_count", "PredictionCompletedEvent", "stored"))
                    .isEqualTo(11);
            assertThat(value(metrics, "replicate_prediction_active_seconds_count"))
                    .isZero();
        });
    }
}
