/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.EmulatorFixture;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.TestControl;
import io.github.replicate4j.emulator.WebhookReceiver;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateControlTests extends EmulatorFixture {

    @Override
    protected EmulatorClock clock() {
        return EmulatorClock.manual(Instant.parse("2026-01-31T12:00:00Z"));
    }

    @Test
    void requestsAreReadAndCleared() {
        this.api.get("/account");
        this.api.post("/predictions", TestApi.HELLO_ALICE, "X-Test", "a");

        HttpResponse<String> response = this.control.get("/requests?operation=PREDICTIONS_CREATE");
        assertThat(TestApi.json(response)).containsEntry("total", 1);
        assertThat(TestControl.list(response, "requests").get(0))
                .containsEntry("operation", "PREDICTIONS_CREATE")
                .containsEntry("method", "POST")
                .containsEntry("url", this.emulator.baseUrl() + "/predictions")
                .containsEntry("authorization", "Bearer emulator")
                .containsEntry("body", TestApi.HELLO_ALICE)
                .containsEntry("received_at", "2026-01-31T12:00:00.000000Z")
                .containsEntry("status", 201)
                .hasEntrySatisfying("json", json -> assertThat(json).asString().contains("Alice"))
                .hasEntrySatisfying(
                        "headers", headers -> assertThat(headers).asString().contains("x-test=a"));
        assertThat(TestControl.list(this.control.get("/requests?limit=1"), "requests"))
                .extracting("operation")
                .containsExactly("PREDICTIONS_CREATE");
        assertThat(this.control.delete("/requests").statusCode()).isEqualTo(204);
        assertThat(TestControl.list(this.control.get("/requests"), "requests")).isEmpty();
        assertThat(this.emulator.requests().all()).isEmpty();
    }

    @Test
    void tokensOfReplicateAreHidden() {
        TestApi client = new TestApi(this.emulator, "r8_abcdef");
        client.get("/account?token=r8_abcdef");
        client.post("/predictions", "{\"input\":{\"hf_token\":\"r8_abcdef\"}}", "X-Api-Key", "r8_abcdef");

        String requests = this.control.get("/requests").body();
        assertThat(TestControl.list(this.control.get("/requests"), "requests").get(1))
                .extracting("json")
                .asString()
                .contains("hf_token=r8_***");
        assertThat(requests)
                .contains("Bearer r8_***", "token=r8_***", "\"x-api-key\":\"r8_***\"")
                .doesNotContain("abcdef");
    }

    @Test
    void secretsInJsonTextAreHidden() {
        this.api.post(
                "/predictions",
                "{\"input\":{\"prompt\":\"use\\nr8_0123456789abcdef\"},"
                        + "\"webhook\":\"https:\\/\\/user:pass123@a.test/hook\"}");

        assertThat(this.control.get("/requests").body())
                .contains("nr8_***", "https://a.test/hook")
                .doesNotContain("0123456789")
                .doesNotContain("pass123");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/requests?operation=X", "/requests?limit=-1", "/requests?limit=x", "/predictions?status=done"})
    void invalidParametersAreRejected(String path) {
        assertThat(this.control.get(path).statusCode()).isEqualTo(422);
    }

    @Test
    void deliveriesAreReadAndCleared() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            this.emulator.model("acme/model").official();
            Map<String, Object> prediction = this.api.createWithWebhook("acme/model", receiver.url(), "completed");
            this.emulator.clock().advance(Duration.ofSeconds(1));

            assertThat(TestControl.list(
                            this.control.get("/deliveries?prediction=" + prediction.get("id")), "deliveries"))
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery)
                            .containsEntry("prediction", prediction.get("id"))
                            .containsEntry("event", "completed")
                            .containsEntry("attempt", 1)
                            .containsEntry("url", receiver.url())
                            .containsEntry("status", 204)
                            .containsEntry("success", true));
            assertThat(this.control.delete("/deliveries").statusCode()).isEqualTo(204);
            assertThat(TestControl.list(this.control.get("/deliveries"), "deliveries"))
                    .isEmpty();
            assertThat(this.emulator.webhooks().deliveries()).isEmpty();
        }
    }

    @Test
    void runningPredictionsAreListed() {
        this.emulator.model("acme/slow").official().respond(script -> script.pause(Duration.ofHours(1)));
        this.emulator.model("acme/fast").official();
        Object running = this.api.create("acme/slow").get("id");
        Object completed = this.api.create("acme/fast").get("id");
        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(ids("?status=running")).containsExactly(running);
        assertThat(ids("?status=succeeded")).containsExactly(completed);
        assertThat(ids("")).containsExactly(completed, running);
        assertThat(TestControl.list(this.control.get("/predictions?status=processing"), "predictions")
                        .get(0))
                .containsEntry("model", "acme/slow")
                .containsEntry("kind", "prediction")
                .containsEntry("created_at", "2026-01-31T12:00:00.000000Z");
    }

    @Test
    void clockIsReadAndAdvanced() {
        assertThat(TestApi.json(this.control.get("/clock")))
                .isEqualTo(Map.of("now", "2026-01-31T12:00:00.000000Z", "manual", true));

        HttpResponse<String> advanced = this.control.post("/clock", "{\"advance\": \"PT1H30M\"}");

        assertThat(advanced.statusCode()).isEqualTo(200);
        assertThat(TestApi.json(advanced)).containsEntry("now", "2026-01-31T13:30:00.000000Z");
        assertThat(this.emulator.clock().now()).isEqualTo("2026-01-31T13:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"advance\": 5}", "{\"advance\": \"-PT1S\"}", "{\"advance\": \"PT99999999999H\"}", "[]"})
    void invalidAdvancesAreRejected(String body) {
        assertThat(this.control.post("/clock", body).statusCode()).isEqualTo(422);
        assertThat(this.emulator.clock().now()).isEqualTo("2026-01-31T12:00:00Z");
    }

    @Test
    void systemClockIsNotAdvanced() {
        try (ReplicateEmulator withSystemClock = ReplicateEmulator.start()) {
            TestControl other = new TestControl(withSystemClock);

            HttpResponse<String> response = other.post("/clock", "{\"advance\": \"PT1H\"}");

            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(response.body()).contains("--clock=manual");
            assertThat(TestApi.json(other.get("/clock"))).containsEntry("manual", false);
        }
    }

    @Test
    void resetRestoresTheInitialState() {
        this.control.define("acme/mine", "[]");
        this.control.post("/faults", "{\"always\": true, \"delay\": \"PT0S\"}");
        this.api.create("acme/mine");

        assertThat(this.control.post("/reset", "").statusCode()).isEqualTo(204);

        assertThat(this.control.get("/models/acme/mine").statusCode()).isEqualTo(404);
        assertThat(ids("")).isEmpty();
        assertThat(TestControl.list(this.control.get("/faults"), "faults")).isEmpty();
        assertThat(TestControl.list(this.control.get("/requests"), "requests")).isEmpty();
    }

    @Test
    void unknownPathsAndMethodsAreRejected() {
        assertThat(this.control.get("/nothing").statusCode()).isEqualTo(404);
        HttpResponse<String> wrongMethod = this.control.post("/models", "{}");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("allow")).hasValue("GET");
        assertThat(this.emulator.requests().all()).isEmpty();
    }

    private List<Object> ids(String query) {
        return TestControl.list(this.control.get("/predictions" + query), "predictions").stream()
                .map(prediction -> prediction.get("id"))
                .toList();
    }
}
