/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.emulator.EmulatorFixture;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.TestControl;
import io.github.replicate4j.emulator.WebhookReceiver;
import io.github.replicate4j.emulator.fault.Fault;
import io.github.replicate4j.emulator.fault.StreamFault;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import io.github.replicate4j.emulator.webhook.WebhookFault;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultControlTests extends EmulatorFixture {

    @Test
    void faultAppliesToTheNextRequestOfItsOperations() {
        add("{\"operations\": [\"PREDICTIONS_LIST\", \"models.list\"], \"status\": 429, \"retry_after\": \"PT2S\"}");

        assertThat(this.api.get("/account").statusCode()).isEqualTo(200);
        HttpResponse<String> limited = this.api.get("/predictions");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("retry-after")).hasValue("2");
        assertThat(TestApi.json(limited)).containsEntry("retry_after", 2);
        assertThat(this.api.get("/models").statusCode()).isEqualTo(200);
    }

    @Test
    void faultAppliesSeveralTimes() {
        add("{\"times\": 2, \"status\": 503}");

        assertThat(Stream.generate(() -> this.api.get("/account").statusCode()).limit(3))
                .containsExactly(503, 503, 200);
    }

    @Test
    void faultAppliesUntilItIsRemoved() {
        Object id = add("{\"always\": true, \"status\": 500}").get("id");
        assertThat(this.api.get("/account").statusCode()).isEqualTo(500);
        assertThat(this.api.get("/account").statusCode()).isEqualTo(500);

        assertThat(this.control.delete("/faults/" + id).statusCode()).isEqualTo(204);

        assertThat(this.api.get("/account").statusCode()).isEqualTo(200);
        assertThat(this.control.delete("/faults/" + id).statusCode()).isEqualTo(404);
        assertThat(this.control.delete("/faults/7").statusCode()).isEqualTo(404);
    }

    @Test
    void faultsDoNotApplyToTheControlApi() {
        add("{\"always\": true, \"status\": 500}");

        assertThat(this.control.get("/faults").statusCode()).isEqualTo(200);
        assertThat(this.emulator.requests().all()).isEmpty();
    }

    @Test
    void faultsOfBothApisAreListedAndCleared() {
        add("{\"operations\": [\"PREDICTIONS_GET\"], \"times\": 3, \"status\": 500, \"delay\": \"PT1S\"}");
        this.emulator.faults().always().lostResponse();
        this.emulator.webhooks().next(WebhookEventType.COMPLETED).duplicate();

        assertThat(TestControl.list(this.control.get("/faults"), "faults"))
                .containsExactly(
                        Map.of(
                                "id",
                                "request-1",
                                "operations",
                                List.of("PREDICTIONS_GET"),
                                "remaining",
                                3,
                                "status",
                                500,
                                "delay",
                                "PT1S"),
                        Map.of("id", "request-2", "operations", List.of(), "always", true, "ending", "lost_response"),
                        Map.of(
                                "id",
                                "webhook-1",
                                "webhook_events",
                                List.of("completed"),
                                "remaining",
                                1,
                                "duplicate",
                                true));
        assertThat(this.control.delete("/faults").statusCode()).isEqualTo(204);
        assertThat(TestControl.list(this.control.get("/faults"), "faults")).isEmpty();
    }

    @Test
    void lostResponseCreatesThePrediction() {
        add("{\"operations\": [\"PREDICTIONS_CREATE\"], \"ending\": \"lost_response\"}");

        assertThatExceptionOfType(TestApi.BrokenExchange.class)
                .isThrownBy(() -> this.api.post("/predictions", TestApi.HELLO_ALICE));

        assertThat(this.emulator.predictions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset_before_request_read", "reset_before_response", "reset_mid_body", "torn_body"})
    void connectionsBreak(String ending) {
        add("{\"ending\": \"" + ending + "\"}");

        assertThatExceptionOfType(TestApi.BrokenExchange.class)
                .isThrownBy(() -> this.api.post("/predictions", TestApi.HELLO_ALICE));
    }

    @Test
    void bodiesAreReplaced() {
        add("{\"body\": {\"content_type\": \"text/plain\", \"text\": \"hi\"}, \"headers\": {\"X-A\": \"b\"}}");
        HttpResponse<String> text = this.api.get("/account");
        assertThat(text.body()).isEqualTo("hi");
        assertThat(text.headers().firstValue("x-a")).hasValue("b");

        add("{\"html\": 502}");
        assertThat(this.api.get("/account").body()).contains("<html>");

        add("{\"redirect_to\": \"http://localhost/other\"}");
        assertThat(this.api.get("/account").headers().firstValue("location")).hasValue("http://localhost/other");

        add("{\"empty_body\": true}");
        assertThat(this.api.get("/account").body()).isEmpty();

        add("{\"ending\": \"truncated_json\"}");
        assertThat(this.api.get("/account").body()).startsWith("{").doesNotEndWith("}");
    }

    @Test
    void jsonIsRewritten() {
        add("{\"rewrite_json\": {\"set\": {\"type\": null, \"new\": [1]}, \"remove\": [\"username\"]}}");

        assertThat(TestApi.json(this.api.get("/account")))
                .containsEntry("type", null)
                .containsEntry("new", List.of(1))
                .doesNotContainKey("username");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cut_after\": 1} | data: one",
                "{\"insert_after\": [{\"events\": 0, \"raw\": \": hi\\n\\n\"}]} | : hi",
                "{\"line_end\": \"crlf\", \"byte_order_mark\": true, \"in_pieces_of\": 5, \"replay_from_start\": true} | data: two",
                "{\"done_without_data\": true} | event: done",
                "{\"time_out_after\": 1} | 408"
            })
    void streamsAreCorrupted(String effects, String expected) {
        this.emulator
                .model("acme/chat")
                .official()
                .streams()
                .respond(script -> script.output("one").output("two"));
        Map<String, Object> prediction = this.api.create("acme/chat");
        this.emulator.clock().advance(Duration.ZERO);
        add("{\"operations\": [\"STREAM\"], \"stream\": " + effects + "}");

        Object stream = ((Map<?, ?>) prediction.get("urls")).get("stream");

        assertThat(new String(this.api.download(stream).body(), StandardCharsets.UTF_8))
                .contains(expected);
    }

    @Test
    void streamIsReset() {
        this.emulator
                .model("acme/chat")
                .official()
                .streams()
                .respond(script -> script.output("one").output("two"));
        Map<String, Object> prediction = this.api.create("acme/chat");
        this.emulator.clock().advance(Duration.ZERO);
        add("{\"operations\": [\"STREAM\"], \"stream\": {\"cut_in_frame_after\": 1, \"by\": \"reset\"}}");

        assertThatExceptionOfType(TestApi.BrokenExchange.class)
                .isThrownBy(() -> this.api.download(((Map<?, ?>) prediction.get("urls")).get("stream")));
    }

    @Test
    void webhooksHaveFaults() {
        add("{\"webhook_events\": [\"completed\"], \"duplicate\": true}");
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            this.emulator.model("acme/model").official();
            this.api.createWithWebhook("acme/model", receiver.url(), "completed");
            this.emulator.clock().advance(Duration.ofSeconds(1));

            assertThat(receiver.received()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | has no effect",
                "{\"times\": 0, \"status\": 500} | times must be a whole number from 1",
                "{\"times\": 1, \"always\": true, \"status\": 500} | times contradicts always",
                "{\"status\": 700} | status must be a whole number from 200 to 599",
                "{\"status\": \"500\"} | status must be a whole number, not",
                "{\"status\": 500, \"html\": 502} | html contradicts status",
                "{\"html\": 502, \"empty_body\": true} | empty_body contradicts html",
                "{\"operations\": [\"PREDICTION_GET\"], \"status\": 500} | unknown operation",
                "{\"operations\": \"PREDICTIONS_GET\", \"status\": 500} | operations must be a list",
                "{\"ending\": \"explode\"} | ending must be one of",
                "{\"delay\": \"-PT1S\"} | delay must be between",
                "{\"delay\": \"PT1S\", \"retry-after\": \"PT1S\"} | retry-after is unknown: the fields are",
                "{\"headers\": {\"a b\": \"c\"}} | headers.a b is not a valid HTTP header",
                "{\"stream\": {}} | stream has no effect",
                "{\"stream\": {\"by\": \"reset\"}} | stream.by requires cut_after",
                "{\"stream\": {\"cut_after\": 1, \"time_out_after\": 1}} | stream.time_out_after contradicts stream.cut_after",
                "{\"stream\": {\"cut_after\": -1}} | stream.cut_after must be a whole number from 0",
                "{\"rewrite_json\": {}} | rewrite_json requires the field set or remove",
                "{\"body\": {\"text\": \"a\"}} | body requires the field content_type",
                "{\"body\": {\"content_type\": \"a\\nb\", \"text\": \"\"}} | body.content_type is not a valid HTTP header",
                "{\"webhook_events\": [], \"operations\": [], \"drop\": true} | operations contradicts webhook_events",
                "{\"webhook_events\": [\"done\"], \"drop\": true} | unknown event",
                "{\"webhook_events\": []} | has no effect",
                "{\"webhook_events\": [], \"drop\": false} | drop must be true",
                "{\"webhook_events\": [], \"status\": 500} | status is unknown",
                "{\"webhook_events\": [], \"signed_with\": \"abc\"} | signed_with is not valid",
                "[] | must be an object, not a list",
                "'' | is not JSON"
            })
    void invalidFaultsAreRejected(String fault, String message) {
        HttpResponse<String> response = this.control.post("/faults", fault);

        assertThat(response.statusCode()).isIn(400, 422);
        assertThat((String) TestApi.at(response, "detail")).contains(message).startsWith("line 1: ");
        assertThat(TestControl.list(this.control.get("/faults"), "faults")).isEmpty();
    }

    @Test
    void allEffectsOfTheJavaApiAreDocumented() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "emulator.md"));

        assertThat(Stream.of(Fault.class, StreamFault.class, WebhookFault.class)
                        .flatMap(type -> Stream.of(type.getMethods()))
                        .map(method ->
                                method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)))
                .allSatisfy(name -> assertThat(page)
                        .contains("`"
                                + name.replaceFirst("^by_(reset|stall)$", "by").replaceFirst("^header$", "headers")
                                + "`"));
    }

    private Map<String, Object> add(String fault) {
        HttpResponse<String> response = this.control.post("/faults", fault);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return TestApi.json(response);
    }
}
