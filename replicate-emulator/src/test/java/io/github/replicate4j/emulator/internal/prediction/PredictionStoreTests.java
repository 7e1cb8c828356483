/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.lang.ref.WeakReference;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionStoreTests {

    @Test
    void oldestCompletedPredictionsAreRemovedWithTheirFiles() {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .clock(EmulatorClock.manual())
                .maxPredictions(3)
                .start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/endless").official().respond(ModelScript::hang);
            emulator.model("acme/quick").official().respond(script -> script.outputFile(new byte[] {1}, "bin"));
            Object running = api.create("acme/endless").get("id");
            List<Object> ended = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ended.add(api.create("acme/quick").get("id"));
            }

            assertThat(emulator.predictions())
                    .extracting(EmulatedPrediction::id)
                    .isEqualTo(List.of(ended.get(3), ended.get(2), running));
            assertThat(api.get("/predictions/" + ended.get(0)).statusCode()).isEqualTo(404);
            String files = "http://localhost:" + emulator.port() + "/outputs/";
            assertThat(api.download(files + ended.get(0) + "/0.bin").statusCode())
                    .isEqualTo(404);
            assertThat(api.download(files + ended.get(3) + "/0.bin").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void createFailsWhenAllPredictionsRun() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().maxPredictions(2).start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/endless").official().respond(ModelScript::hang);
            api.create("acme/endless");
            api.create("acme/endless");

            HttpResponse<String> response = api.post("/models/acme/endless/predictions", "{\"input\":{}}");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("maxPredictions");
            assertThat(emulator.predictions()).hasSize(2);
        }
    }

    @Test
    void oldestPredictionsAreRemovedForFiles() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().maxBytes(250_000).start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/quick").official().respond(script -> script.outputFile(new byte[100_000], "bin"));
            for (int i = 0; i < 5; i++) {
                api.create("acme/quick");
            }

            assertThat(emulator.predictions()).hasSize(2);
        }
    }

    @Test
    void inputsAreReleasedWithTheOtherData() {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .maxBytes(250_000)
                .clock(EmulatorClock.manual())
                .start()) {
            TestApi api = new TestApi(emulator);
            List<WeakReference<Object>> inputs = new CopyOnWriteArrayList<>();
            emulator.model("acme/quick").official().respond((input, script) -> {
                inputs.add(new WeakReference<>(input.get("text")));
                script.succeed();
            });
            for (int i = 0; i < 5; i++) {
                assertThat(api.post(
                                        "/models/acme/quick/predictions",
                                        "{\"input\":{\"text\":\"" + "x".repeat(100_000) + "\"}}")
                                .statusCode())
                        .isEqualTo(201);
                emulator.clock().advance(Duration.ofHours(2));
            }
            emulator.requests().clear();

            assertThat(emulator.predictions())
                    .hasSize(5)
                    .allSatisfy(
                            prediction -> assertThat(prediction.dataRemoved()).isTrue());
            assertThat(inputs).hasSize(5);
            await().until(() -> {
                System.gc();
                return inputs.stream().allMatch(each -> each.get() == null);
            });
        }
    }

    @Test
    void inputsCountTowardsTheLimit() {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .maxBytes(250_000)
                .clock(EmulatorClock.manual())
                .start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/quick").official().respond(ModelScript::succeed);
            for (int i = 0; i < 5; i++) {
                api.post("/models/acme/quick/predictions", "{\"input\":{\"text\":\"" + "x".repeat(100_000) + "\"}}");
            }

            assertThat(emulator.predictions()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void textOfOutputsAndLogsCountsTowardsTheLimit(boolean inItems) {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .maxBytes(250_000)
                .clock(EmulatorClock.manual())
                .start()) {
            TestApi api = new TestApi(emulator);
            String text = "x".repeat(25_000);
            emulator.model("acme/quick").official().respond(script -> {
                script.log(text).log(text);
                if (inItems) {
                    script.output(text).output(text);
                } else {
                    script.outputValue(Map.of("text", List.of(text, text)));
                }
            });
            for (int i = 0; i < 5; i++) {
                api.create("acme/quick");
            }

            assertThat(emulator.predictions()).hasSize(2);
        }
    }

    @Test
    void outputOfARunningPredictionCountsTowardsTheLimit() {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .maxBytes(250_000)
                .clock(EmulatorClock.manual())
                .start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/quick").official();
            emulator.model("acme/endless")
                    .official()
                    .respond(script -> script.pause(Duration.ofSeconds(1))
                            .output("x".repeat(300_000))
                            .hang());
            api.create("acme/quick");
            Object running = api.create("acme/endless").get("id");

            emulator.clock().advance(Duration.ofSeconds(1));

            assertThat(emulator.predictions())
                    .extracting(EmulatedPrediction::id)
                    .isEqualTo(List.of(running));
        }
    }

    @Test
    void scriptIsReleasedAfterCompletion() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            TestApi api = new TestApi(emulator);
            List<WeakReference<Object>> materials = new CopyOnWriteArrayList<>();
            emulator.model("acme/painter").official().respond(script -> {
                byte[] paint = new byte[100];
                materials.add(new WeakReference<>(paint));
                script.outputFile(() -> Arrays.copyOf(paint, 10), "png");
            });
            emulator.model("acme/failing").official().respond(script -> {
                byte[] paint = new byte[100];
                materials.add(new WeakReference<>(paint));
                script.outputFile(
                                () -> {
                                    throw new IllegalStateException("no canvas");
                                },
                                "png")
                        .outputFile(() -> Arrays.copyOf(paint, 10), "png");
            });
            api.create("acme/painter");
            api.create("acme/failing");

            assertThat(emulator.predictions()).hasSize(2);
            assertThat(materials).hasSize(2);
            await().until(() -> {
                System.gc();
                return materials.stream().allMatch(each -> each.get() == null);
            });
        }
    }
}
