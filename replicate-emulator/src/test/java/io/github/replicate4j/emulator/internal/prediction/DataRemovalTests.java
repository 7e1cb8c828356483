/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.Shape;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.clock.TestClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataRemovalTests {

    private final EmulatorClock clock = EmulatorClock.manual(Instant.EPOCH);

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(this.clock).start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void dataIsRemovedAnHourAfterCompletion() {
        this.emulator
                .model("acme/painter")
                .official()
                .respond(script -> script.pause(Duration.ofMinutes(10))
                        .log("painted")
                        .outputFile(new byte[] {7}, "png")
                        .metric("image_count", 1));
        Object id = TestApi.json(
                        this.api.post("/models/acme/painter/predictions", "{\"input\":{\"prompt\":\"a cat\"}}"))
                .get("id");
        this.clock.advance(Duration.ofMinutes(10));
        this.clock.advance(Duration.ofHours(1).minusSeconds(1));
        Object file = ((List<?>) this.api.prediction(id).get("output")).get(0);
        assertThat(this.api.download(file).statusCode()).isEqualTo(200);
        assertThat(this.api.prediction(id)).contains(entry("data_removed", false));

        this.clock.advance(Duration.ofSeconds(1));

        Map<String, Object> removed = this.api.prediction(id);
        Shape.PREDICTION.check(removed);
        assertThat(removed)
                .contains(
                        entry("data_removed", true),
                        entry("output", null),
                        entry("input", Map.of()),
                        entry("logs", ""),
                        entry("status", "succeeded"));
        assertThat((Map<?, ?>) removed.get("metrics")).isNotEmpty();
        assertThat(this.api.download(file).statusCode()).isEqualTo(404);
        assertThat(this.emulator.prediction((String) id).dataRemoved()).isTrue();
    }

    @Test
    void runningPredictionKeepsItsData() {
        this.emulator
                .model("acme/slow")
                .official()
                .respond(script -> script.boot(Duration.ofHours(2)).output("late"));
        Object id = this.api.create("acme/slow").get("id");

        this.clock.advance(Duration.ofHours(2));

        assertThat(this.api.prediction(id)).contains(entry("output", List.of("late")), entry("data_removed", false));
    }

    @Test
    void trainingKeepsItsData() {
        Object id = TestApi.json(this.api.post(
                        "/models/emulator/trainer/versions/"
                                + this.emulator.model("emulator/trainer").versionId() + "/trainings",
                        "{\"destination\":\"emulator/trainer\",\"input\":{\"a\":1}}"))
                .get("id");

        this.clock.advance(Duration.ofDays(1));

        assertThat(TestApi.json(this.api.get("/trainings/" + id)))
                .contains(entry("status", "succeeded"), entry("input", Map.of("a", 1)))
                .extractingByKey("output")
                .isNotNull();
    }

    @Test
    void removedPredictionsHaveNoScheduledTasks() {
        this.api.post("/predictions", TestApi.HELLO_ALICE);
        this.clock.advance(Duration.ofMinutes(1));
        assertThat(TestClocks.scheduledTasks(this.clock)).isEqualTo(1);

        this.emulator.reset();

        assertThat(TestClocks.scheduledTasks(this.clock)).isZero();
    }
}
