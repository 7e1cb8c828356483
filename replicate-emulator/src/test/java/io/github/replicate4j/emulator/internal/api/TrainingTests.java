/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.Shape;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTests {

    private final ReplicateEmulator emulator = ReplicateEmulator.builder()
            .clock(EmulatorClock.manual())
            .pageSize(2)
            .start();

    private final TestApi api = new TestApi(this.emulator);

    @BeforeEach
    void destination() {
        this.api.post(
                "/models",
                "{\"owner\":\"emulator\",\"name\":\"mine\",\"visibility\":\"private\",\"hardware\":\"cpu\"}");
    }

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void trainingCreatesVersionOfDestination() {
        HttpResponse<String> created = train("{\"destination\":\"emulator/mine\",\"input\":{\"steps\":10},"
                + "\"webhook\":\"https://localhost:1/hook\",\"webhook_events_filter\":[\"completed\"]}");
        this.emulator.clock().advance(Duration.ofSeconds(5));

        assertThat(created.statusCode()).isEqualTo(201);
        Shape.TRAINING.check(TestApi.json(created));
        assertThat(TestApi.json(created))
                .contains(
                        entry("status", "starting"),
                        entry("model", "emulator/trainer"),
                        entry("input", Map.of("steps", 10)))
                .doesNotContainKey("output");
        Map<String, Object> done = training(created);
        Shape.TRAINING.check(done);
        assertThat(done).containsEntry("status", "succeeded");
        assertThat((String) done.get("logs")).contains("4/4");
        Map<?, ?> output = (Map<?, ?>) done.get("output");
        Object latest = TestApi.at(this.api.get("/models/emulator/mine"), "latest_version", "id");
        assertThat(output.get("version")).isEqualTo("emulator/mine:" + latest);
        assertThat(this.api.download(output.get("weights")).statusCode()).isEqualTo(200);
        Object id = TestApi.json(this.api.post(
                        "/predictions", "{\"version\":\"emulator/mine:" + latest + "\",\"input\":{\"prompt\":\"a\"}}"))
                .get("id");
        this.emulator.clock().advance(Duration.ofSeconds(1));
        assertThat(this.api.prediction(id)).containsEntry("output", "in the style of the training: a");
    }

    @Test
    void trainingScriptIsConfigurable() {
        this.emulator
                .model("emulator/trainer")
                .train((input, script) -> script.boot(Duration.ofMinutes(2))
                        .log("epoch 1 of " + input.get("epochs"))
                        .pause(Duration.ofHours(1))
                        .fail("out of memory"));

        HttpResponse<String> created = train("{\"destination\":\"emulator/mine\",\"input\":{\"epochs\":3}}");
        this.emulator.clock().advance(Duration.ofMinutes(3));
        assertThat(training(created)).contains(entry("status", "processing"), entry("logs", "epoch 1 of 3\n"));
        assertThat(this.emulator.running()).hasSize(1);
        this.emulator.clock().advance(Duration.ofHours(1));

        assertThat(training(created))
                .contains(entry("status", "failed"), entry("error", "out of memory"))
                .doesNotContainKey("output");
        assertThat(TestApi.json(this.api.get("/models/emulator/mine"))).contains(entry("latest_version", null));
    }

    @Test
    void trainingCanBeCanceled() {
        HttpResponse<String> created = train("{\"destination\":\"emulator/mine\",\"input\":{}}");

        HttpResponse<String> canceled =
                this.api.post("/trainings/" + TestApi.json(created).get("id") + "/cancel", "");
        this.emulator.clock().advance(Duration.ofSeconds(5));

        assertThat(canceled.statusCode()).isEqualTo(200);
        Shape.TRAINING.check(TestApi.json(canceled));
        assertThat(TestApi.json(canceled)).containsEntry("status", "canceled");
        assertThat(training(created)).containsEntry("status", "canceled");
        assertThat(TestApi.json(this.api.get("/models/emulator/mine"))).contains(entry("latest_version", null));
        assertThat(this.emulator.running()).isEmpty();
    }

    @Test
    void trainingsAreListedNewestFirstWithoutPredictions() {
        List<Object> ids = List.of(
                TestApi.json(train("{\"destination\":\"emulator/mine\",\"input\":{}}"))
                        .get("id"),
                TestApi.json(train("{\"destination\":\"emulator/mine\",\"input\":{}}"))
                        .get("id"),
                TestApi.json(train("{\"destination\":\"emulator/mine\",\"input\":{}}"))
                        .get("id"));

        HttpResponse<String> first = this.api.get("/trainings");
        HttpResponse<String> second = this.api.get((String) TestApi.json(first).get("next"));

        Shape.LISTED_TRAINING.checkAll(TestApi.results(first));
        assertThat(TestApi.results(first)).extracting(each -> each.get("id")).containsExactly(ids.get(2), ids.get(1));
        assertThat(TestApi.results(second)).extracting(each -> each.get("id")).containsExactly(ids.get(0));
        assertThat(TestApi.results(this.api.get("/predictions"))).isEmpty();
        assertThat(this.api.get("/predictions/" + ids.get(0)).statusCode()).isEqualTo(404);
    }

    @Test
    void destinationMustExist() {
        HttpResponse<String> rejected = train("{\"destination\":\"emulator/nowhere\",\"input\":{}}");

        assertThat(rejected.statusCode()).isEqualTo(404);
        assertThat(TestApi.json(rejected))
                .containsOnly(
                        entry("detail", "The specified training destination does not exist"), entry("status", 404));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"input\":{}}",
                "{\"destination\":\"emulator/mine\"}",
                "{\"destination\":\"emulator/mine\",\"input\":[]}",
                "{\"destination\":7,\"input\":{}}",
                "{\"destination\":\"emulator/mine\",\"input\":{},\"webhook\":\"/relative\"}"
            })
    void invalidTrainingIsRejected(String body) {
        assertThat(train(body).statusCode()).isEqualTo(422);
    }

    @Test
    void baseVersionMustExistAndBeVisible() {
        String body = "{\"destination\":\"emulator/mine\",\"input\":{}}";

        assertThat(this.api
                        .post("/models/emulator/trainer/versions/" + TestApi.HELLO + "/trainings", body)
                        .statusCode())
                .isEqualTo(404);
        assertThat(this.api
                        .post(
                                "/models/emulator/slow/versions/"
                                        + this.emulator.model("emulator/slow").versionId() + "/trainings",
                                body)
                        .statusCode())
                .isEqualTo(404);
        assertThat(this.api.get("/trainings/nothing").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> train(String body) {
        String version = this.emulator.model("emulator/trainer").versionId();
        return this.api.post("/models/emulator/trainer/versions/" + version + "/trainings", body);
    }

    private Map<String, Object> training(HttpResponse<String> created) {
        return TestApi.json(this.api.get("/trainings/" + TestApi.json(created).get("id")));
    }
}
