/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTests {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual(START)).start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void coldBootOfThreeMinutes() {
        this.emulator
                .model("acme/captioner")
                .official()
                .respond(script -> script.boot(Duration.ofMinutes(3))
                        .log("looking")
                        .pause(Duration.ofSeconds(2))
                        .output("a")
                        .output(" cat")
                        .metric("whiskers", 12)
                        .succeed());

        Object id = this.api.create("acme/captioner").get("id");

        assertThat(this.api.prediction(id))
                .contains(entry("status", "starting"))
                .doesNotContainKey("started_at");
        this.emulator.clock().advance(Duration.ofSeconds(179));
        assertThat(this.api.prediction(id)).contains(entry("status", "starting"));
        this.emulator.clock().advance(Duration.ofSeconds(1));
        assertThat(this.api.prediction(id))
                .contains(
                        entry("status", "processing"),
                        entry("logs", "looking\n"),
                        entry("output", null),
                        entry("started_at", "2026-01-02T03:07:05.678000Z"))
                .doesNotContainKeys("completed_at", "metrics");
        this.emulator.clock().advance(Duration.ofSeconds(2));
        assertThat(this.api.prediction(id))
                .contains(
                        entry("status", "succeeded"),
                        entry("output", List.of("a", " cat")),
                        entry("error", null),
                        entry("completed_at", "2026-01-02T03:07:07.678000Z"),
                        entry("metrics", Map.of("whiskers", 12, "predict_time", 2.0, "total_time", 182.0)));
        assertThat(this.emulator.running()).isEmpty();
    }

    @Test
    void logsCanBeNull() {
        this.emulator
                .model("acme/quiet")
                .official()
                .respond(script -> script.withoutLogs()
                        .output("a")
                        .pause(Duration.ofSeconds(1))
                        .log("late"));

        Object id = this.api.create("acme/quiet").get("id");

        assertThat(this.api.prediction(id)).contains(entry("logs", null));
        assertThat(this.emulator.predictions().get(0).logs()).isNull();
        this.emulator.clock().advance(Duration.ofSeconds(1));
        assertThat(this.api.prediction(id)).contains(entry("logs", "late\n"));
    }

    @Test
    void newPredictionHasAllFields() {
        this.emulator.model("acme/captioner").official();

        HttpResponse<String> response = this.api.post(
                "/models/acme/captioner/predictions",
                "{\"input\":{\"image\":\"https://example.com/cat.png\",\"n\":[1,null]},\"stream\":true,"
                        + "\"webhook\":\"https://localhost:1/hook?a=b\",\"webhook_events_filter\":[\"completed\"]}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        Map<String, Object> prediction = TestApi.json(response);
        String id = (String) prediction.get("id");
        assertThat(id).matches("[a-z0-9]{26}");
        assertThat(prediction)
                .contains(
                        entry("model", "acme/captioner"),
                        entry("version", "hidden"),
                        entry("status", "starting"),
                        entry("output", null),
                        entry("error", null),
                        entry("logs", ""),
                        entry("source", "api"),
                        entry("data_removed", false),
                        entry("created_at", "2026-01-02T03:04:05.678000Z"),
                        entry("webhook", "https://localhost:1/hook?a=b"),
                        entry("webhook_events_filter", List.of("completed")),
                        entry(
                                "urls",
                                Map.of(
                                        "get", this.emulator.baseUrl() + "/predictions/" + id,
                                        "cancel", this.emulator.baseUrl() + "/predictions/" + id + "/cancel",
                                        "web", "http://localhost:" + this.emulator.port() + "/#" + id)))
                .doesNotContainKeys("started_at", "completed_at", "metrics", "deadline", "deployment");
        assertThat(prediction.get("input"))
                .isEqualTo(TestApi.json(this.api.get("/predictions/" + id)).get("input"))
                .hasToString("{image=https://example.com/cat.png, n=[1, null]}");
    }

    @Test
    void immediateStepsRunAfterTheFirstResponse() {
        this.emulator.model("acme/quick").official().respond(script -> script.outputValue(Map.of("a", 1)));

        Map<String, Object> created = this.api.create("acme/quick");

        assertThat(created).contains(entry("status", "starting"));
        assertThat(this.api.prediction(created.get("id")))
                .contains(entry("status", "succeeded"), entry("output", Map.of("a", 1)));
    }

    @Test
    void failureHasError() {
        this.emulator
                .model("acme/broken")
                .official()
                .respond(script -> script.log("uh").fail("E1001 out of memory"));

        Object id = this.api.create("acme/broken").get("id");

        assertThat(this.api.prediction(id))
                .contains(entry("status", "failed"), entry("error", "E1001 out of memory"), entry("logs", "uh\n"));
    }

    @Test
    void throwingScriptFailsThePrediction() {
        this.emulator.model("acme/buggy").official().respond((input, script) -> {
            throw new IllegalStateException("oops");
        });

        Object id = this.api.create("acme/buggy").get("id");

        assertThat((String) this.api.prediction(id).get("error"))
                .contains("acme/buggy")
                .contains("oops");
    }

    @Test
    void errorInScriptFailsThePrediction() {
        for (Error error : List.of(new AssertionError("oops"), new NoClassDefFoundError("oops"))) {
            this.emulator.model("acme/buggy").official().respond((input, script) -> {
                throw error;
            });

            Object id = this.api.create("acme/buggy").get("id");

            assertThat((String) this.api.prediction(id).get("error")).contains("acme/buggy", error.toString());
        }
    }

    @Test
    void runFailsAfterThirtyMinutes() {
        this.emulator
                .model("acme/endless")
                .official()
                .respond(script -> script.boot(Duration.ofMinutes(10)).hang());

        Object id = this.api.create("acme/endless").get("id");

        this.emulator.clock().advance(Duration.ofMinutes(39));
        assertThat(this.api.prediction(id)).contains(entry("status", "processing"));
        this.emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(this.api.prediction(id)).contains(entry("status", "failed"));
    }

    @Test
    void scriptDependsOnInput() {
        this.emulator.model("acme/echo").official().respond((input, script) -> script.outputValue(input.get("say")));

        Map<String, Object> created =
                TestApi.json(this.api.post("/models/acme/echo/predictions", "{\"input\":{\"say\":\"hi\"}}"));

        assertThat(this.api.prediction(created.get("id"))).contains(entry("output", "hi"));
    }

    @Test
    void cancelWhileStartingOrProcessing() {
        this.emulator
                .model("acme/slow")
                .official()
                .respond(script -> script.boot(Duration.ofSeconds(10)).hang());
        Object starting = this.api.create("acme/slow").get("id");
        this.emulator.clock().advance(Duration.ofSeconds(5));
        Object other = this.api.create("acme/slow").get("id");
        this.emulator.clock().advance(Duration.ofSeconds(5));

        HttpResponse<String> ofRunning = this.api.post("/predictions/" + starting + "/cancel", "");
        HttpResponse<String> ofStarting = this.api.post("/predictions/" + other + "/cancel", "");

        assertThat(ofRunning.statusCode()).isEqualTo(200);
        assertThat(TestApi.json(ofRunning))
                .contains(entry("status", "canceled"))
                .containsKeys("started_at", "completed_at");
        assertThat(TestApi.json(ofStarting))
                .contains(entry("status", "canceled"))
                .doesNotContainKey("started_at");
        this.emulator.clock().advance(Duration.ofHours(1));
        assertThat(this.emulator.predictions())
                .extracting(EmulatedPrediction::status)
                .containsOnly(EmulatedPrediction.Status.CANCELED);
    }

    @Test
    void cancelAfterCompletionHasNoEffect() {
        this.emulator.model("acme/quick").official();
        Object id = this.api.create("acme/quick").get("id");

        HttpResponse<String> response = this.api.post("/predictions/" + id + "/cancel", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestApi.json(response)).contains(entry("status", "succeeded"));
    }

    @Test
    void deadlineAbortsBeforeStartAndCancelsAfterwards() {
        this.emulator
                .model("acme/slow")
                .official()
                .respond(script -> script.boot(Duration.ofSeconds(60)).hang());

        Object early = this.api.create("acme/slow", "Cancel-After", "59s").get("id");
        Map<String, Object> late = this.api.create("acme/slow", "Cancel-After", "1m1s");

        assertThat(late).contains(entry("deadline", "2026-01-02T03:05:06.678000Z"));
        this.emulator.clock().advance(Duration.ofSeconds(60));
        assertThat(this.api.prediction(early))
                .contains(entry("status", "aborted"))
                .doesNotContainKey("started_at");
        assertThat(this.api.prediction(late.get("id"))).contains(entry("status", "processing"));
        this.emulator.clock().advance(Duration.ofSeconds(1));
        assertThat(this.api.prediction(late.get("id"))).contains(entry("status", "canceled"));
    }

    @Test
    void deadlineAfterCompletionHasNoEffect() {
        this.emulator.model("acme/quick").official();
        Object id = this.api.create("acme/quick", "Cancel-After", "5").get("id");

        this.emulator.clock().advance(Duration.ofMinutes(1));

        assertThat(this.api.prediction(id)).contains(entry("status", "succeeded"));
    }

    @Test
    void deploymentRunsItsModel() {
        this.emulator.model("acme/captioner");
        this.emulator.deployment("acme/app", "acme/captioner");

        HttpResponse<String> response = this.api.post("/deployments/acme/app/predictions", "{\"input\":{}}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(TestApi.json(response))
                .contains(entry("deployment", "acme/app"), entry("model", "acme/captioner"))
                .containsEntry("version", this.emulator.model("acme/captioner").versionId());
    }

    @Test
    void versionHasThreeFormats() {
        String id = "a".repeat(64);
        this.emulator.model("acme/community").version(id);
        this.emulator.model("acme/official").official();

        for (String version : List.of(id, "acme/community:" + id, "acme/official")) {
            HttpResponse<String> response =
                    this.api.post("/predictions", "{\"version\":\"" + version + "\",\"input\":{}}");
            assertThat(response.statusCode()).as(version).isEqualTo(201);
        }
        assertThat(this.emulator.predictions())
                .extracting(EmulatedPrediction::version)
                .containsExactly("hidden", id, id);
    }
}
