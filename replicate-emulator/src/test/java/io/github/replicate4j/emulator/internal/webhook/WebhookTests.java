/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.Shape;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.WebhookReceiver;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The content and the timing of webhooks.
 */
class WebhookTests {

    private final WebhookReceiver receiver = new WebhookReceiver();

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual()).start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
        this.receiver.close();
    }

    @Test
    void bodyEqualsPredictionAtThatTime() {
        Map<String, Object> created = create(
                script -> script.boot(Duration.ofSeconds(1))
                        .output("Grüße, ")
                        .log("so far")
                        .pause(Duration.ofSeconds(1))
                        .output("Welt")
                        .succeed(),
                "start",
                "output",
                "logs",
                "completed");
        advance(1_000);
        assertThat(bodies().get(2)).isEqualTo(this.api.prediction(created.get("id")));
        advance(1_000);

        assertThat(bodies()).hasSize(5);
        assertThat(bodies().get(4)).isEqualTo(this.api.prediction(created.get("id")));
        assertThat(this.receiver.received()).allSatisfy(each -> {
            assertThat(each.method()).isEqualTo("POST");
            assertThat(each.header("content-type")).isEqualTo("application/json");
            assertThat(each.isSignedWith(this.emulator.webhookSecret())).isTrue();
        });
    }

    @Test
    void defaultEventsAreOutputAndCompleted() {
        create(script -> script.log("a")
                .output("b")
                .pause(Duration.ofSeconds(1))
                .log("c")
                .succeed());
        advance(2_000);

        assertThat(events()).containsExactly(WebhookEventType.OUTPUT, WebhookEventType.COMPLETED);
        assertThat(this.receiver.statuses()).containsExactly("processing", "succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "start,     START, processing",
        "output,    OUTPUT, processing",
        "logs,      LOGS, processing",
        "completed, COMPLETED, succeeded",
    })
    void filterSelectsEvents(String filter, WebhookEventType event, String status) {
        create(script -> script.boot(Duration.ofSeconds(1)).log("a").output("b").succeed(), filter);
        advance(2_000);

        assertThat(events()).containsExactly(event);
        assertThat(this.receiver.statuses()).containsExactly(status);
    }

    @Test
    void nullOutputIsNotReported() {
        create(script -> script.outputValue(null).succeed(), "output");
        advance(1_000);

        assertThat(events()).isEmpty();
    }

    @Test
    void nothingIsSentWithoutWebhook() {
        this.emulator.model("acme/model").official().respond(script -> script.output("a"));
        this.api.create("acme/model");
        advance(1_000);

        assertThat(this.emulator.webhooks().deliveries()).isEmpty();
    }

    @Test
    void outputIsThrottledWithoutLoss() {
        create(
                script -> {
                    for (int i = 1; i <= 12; i++) {
                        script.output(Integer.toString(i)).pause(Duration.ofMillis(100));
                    }
                    return script.hang();
                },
                "output");
        advance(5_000);

        assertThat(bodies())
                .extracting(body -> ((List<?>) body.get("output")).size())
                .containsExactly(1, 5, 10, 12);
        assertThat(this.emulator.webhooks().deliveries())
                .extracting(each -> Duration.between(
                                this.emulator.predictions().get(0).createdAt(), each.sentAt())
                        .toMillis())
                .containsExactly(0L, 500L, 1_000L, 1_500L);
    }

    @Test
    void outputAndLogsAreThrottledSeparately() {
        create(
                script -> script.output("a")
                        .pause(Duration.ofMillis(200))
                        .log("b")
                        .pause(Duration.ofMillis(200))
                        .output("c")
                        .log("d")
                        .hang(),
                "output",
                "logs");
        advance(5_000);

        assertThat(events())
                .containsExactly(
                        WebhookEventType.OUTPUT, WebhookEventType.LOGS, WebhookEventType.OUTPUT, WebhookEventType.LOGS);
        assertThat(bodies().get(3)).containsEntry("logs", "b\nd\n").containsEntry("output", List.of("a", "c"));
    }

    @Test
    void completedIsImmediateAndIncludesPendingOutput() {
        create(script -> script.output("a").output("b").succeed());
        advance(5_000);

        assertThat(events()).containsExactly(WebhookEventType.OUTPUT, WebhookEventType.COMPLETED);
        assertThat(bodies().get(1)).containsEntry("output", List.of("a", "b"));
        assertThat(this.emulator.webhooks().deliveries())
                .extracting(WebhookDelivery::sentAt)
                .containsOnly(this.emulator.predictions().get(0).createdAt());
    }

    @Test
    void lastOutputIsSentWithoutCompletedEvent() {
        create(script -> script.output("a").output("b").succeed(), "output");
        advance(5_000);

        assertThat(bodies()).extracting(body -> body.get("output")).containsExactly(List.of("a"), List.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancellationIsReportedAsCompleted(boolean started) {
        Map<String, Object> created =
                create(script -> started ? script.hang() : script.boot(Duration.ofHours(1)), "start", "completed");
        this.api.post("/predictions/" + created.get("id") + "/cancel", "");
        advance(0);

        assertThat(this.receiver.statuses())
                .isEqualTo(started ? List.of("processing", "canceled") : List.of("canceled"));
    }

    @Test
    void deadlineBeforeStartIsReportedAsCompleted() {
        this.emulator.model("acme/model").official().respond(script -> script.boot(Duration.ofHours(1)));
        this.api.post("/models/acme/model/predictions", TestApi.webhookBody(this.receiver.url()), "Cancel-After", "5s");
        advance(5_000);

        assertThat(this.receiver.statuses()).containsExactly("aborted");
        assertThat(events()).containsExactly(WebhookEventType.COMPLETED);
    }

    @Test
    void failureIsReportedAsCompleted() {
        create(script -> script.fail("E1001 out of memory"));
        advance(0);

        assertThat(bodies())
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .containsEntry("status", "failed")
                        .containsEntry("error", "E1001 out of memory"));
    }

    @Test
    void trainingIsReportedInTrainingFormat() {
        this.api.post(
                "/models",
                "{\"owner\":\"emulator\",\"name\":\"mine\",\"visibility\":\"private\",\"hardware\":\"cpu\"}");
        Object version = TestApi.at(this.api.get("/models/emulator/trainer"), "latest_version", "id");
        HttpResponse<String> created = this.api.post(
                "/models/emulator/trainer/versions/" + version + "/trainings",
                "{\"destination\":\"emulator/mine\",\"input\":{},\"webhook\":\"" + this.receiver.url()
                        + "\",\"webhook_events_filter\":[\"start\",\"completed\"]}");
        advance(60_000);

        String path = "/trainings/" + TestApi.json(created).get("id");
        assertThat(this.receiver.statuses()).containsExactly("processing", "succeeded");
        assertThat(bodies().get(1)).isEqualTo(TestApi.json(this.api.get(path)));
        Shape.TRAINING.check(bodies().get(1));
    }

    @Test
    void urlIsUsedUnchanged() {
        String path = "/hook%2Fone/%C3%A9?a=b%20c&a=d+e&empty=&sig=%2B";
        this.emulator.model("acme/model").official();
        this.api.post("/models/acme/model/predictions", TestApi.webhookBody(this.receiver.url(path)));
        advance(1_000);

        assertThat(this.receiver.received())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.uri()).isEqualTo(path));
    }

    @Test
    void rejectedPredictionIsNotReported() {
        try (ReplicateEmulator full = ReplicateEmulator.builder()
                .clock(EmulatorClock.manual())
                .maxPredictions(1)
                .start()) {
            TestApi other = new TestApi(full);
            full.model("acme/model").official().respond(ModelScript::hang);
            other.create("acme/model");
            HttpResponse<String> rejected = other.post(
                    "/models/acme/model/predictions", TestApi.webhookBody(this.receiver.url(), "start", "completed"));
            full.clock().advance(Duration.ofHours(1));

            assertThat(rejected.statusCode()).isEqualTo(503);
            assertThat(full.webhooks().deliveries()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/hook",
                "http://localhost.example.com/hook",
                "http://127.0.0.1.example.com/hook",
                "http://user@example.com:80/hook",
                "http://192.168.0.1/hook",
            })
    void plainHttpIsRejectedForOtherHosts(String url) {
        this.emulator.model("acme/model").official();
        HttpResponse<String> response = this.api.post("/models/acme/model/predictions", TestApi.webhookBody(url));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("webhook");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/",
                "http://app.localhost:1/",
                "http://127.0.0.1:1/a",
                "HTTP://[::1]:1/",
                "https://localhost:1/hook"
            })
    void loopbackUrlsAreAccepted(String url) {
        this.emulator.model("acme/model").official();

        assertThat(this.api
                        .post("/models/acme/model/predictions", TestApi.webhookBody(url))
                        .statusCode())
                .isEqualTo(201);
    }

    private Map<String, Object> create(UnaryOperator<ModelScript> script, String... events) {
        this.emulator.model("acme/model").official().respond(script::apply);
        return TestApi.json(
                this.api.post("/models/acme/model/predictions", TestApi.webhookBody(this.receiver.url(), events)));
    }

    private void advance(long millis) {
        this.emulator.clock().advance(Duration.ofMillis(millis));
    }

    private List<WebhookEventType> events() {
        return this.emulator.webhooks().deliveries().stream()
                .map(WebhookDelivery::event)
                .toList();
    }

    private List<Map<String, Object>> bodies() {
        return this.receiver.received().stream()
                .map(WebhookReceiver.Received::json)
                .toList();
    }
}
