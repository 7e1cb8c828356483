/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.journal.JournaledCreate;
import io.github.replicate4j.webhook.VerifiedWebhook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WebhookEventTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static WebhookEvent read(String body, @Nullable String query) {
        return WebhookEvent.of(
                new VerifiedWebhook("msg_1", NOW, body.getBytes(StandardCharsets.UTF_8)), query, NOW.plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "starting, PredictionUpdatedEvent",
        "processing, PredictionUpdatedEvent",
        "paused, PredictionUpdatedEvent",
        "succeeded, PredictionCompletedEvent",
        "failed, PredictionCompletedEvent",
        "canceled, PredictionCompletedEvent",
        "aborted, PredictionCompletedEvent"
    })
    void statusDeterminesEvent(String status, String event) {
        WebhookEvent read = read("{\"id\":\"a\",\"status\":\"%s\"}".formatted(status), null);
        assertThat(read.getClass().getSimpleName()).isEqualTo(event);
        assertThat(read.subject().id()).isEqualTo("a");
        assertThat(read.webhookId()).isEqualTo("msg_1");
        assertThat(read.receivedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void trainingIsRecognizedByItsUrlOrQueryParameter() {
        String training = """
                {"id":"a","status":"succeeded","output":{"version":"me/mine:5c7d","weights":"https://x.test/w"},
                "urls":{"get":"https://api.replicate.com/v1/%s/a"}}""";
        assertThat(read(training.formatted("trainings"), null))
                .isInstanceOfSatisfying(
                        TrainingCompletedEvent.class,
                        event -> assertThat(event.training().trainedVersion()).isEqualTo("me/mine:5c7d"));
        assertThat(read(training.formatted("trainings"), "replicate=prediction"))
                .isInstanceOf(TrainingCompletedEvent.class);
        assertThat(read(training.formatted("predictions"), "replicate=training"))
                .isInstanceOf(TrainingCompletedEvent.class);
        assertThat(read(training.formatted("predictions"), null)).isInstanceOf(PredictionCompletedEvent.class);
        assertThat(read(training.replace("succeeded", "processing"), "replicate=training"))
                .isInstanceOf(TrainingUpdatedEvent.class);
    }

    @ParameterizedTest
    @CsvSource({"starting, predictions", "succeeded, predictions", "starting, trainings", "succeeded, trainings"})
    void eventReturnsReferenceOfUrl(String status, String kind) {
        String body =
                "{\"id\":\"a\",\"status\":\"%s\",\"urls\":{\"get\":\"https://x.test/%s/a\"}}".formatted(status, kind);
        assertThat(read(body, "x=1&replicate-reference=order%2042").reference()).isEqualTo("order 42");
        assertThat(read(body, "x=1").reference()).isNull();
        assertThat(read(body, null).reference()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"starting, predictions", "succeeded, predictions", "starting, trainings", "succeeded, trainings"})
    void signedReferenceIsPreferred(String status, String kind) {
        String body = """
                {"id":"a","status":"%s","urls":{"get":"https://x.test/%s/a"},"webhook":"https://x.test/hook?%s"}""";
        String signed = body.formatted(status, kind, "replicate-reference=order%2042");
        assertThat(read(signed, "replicate-reference=other").reference()).isEqualTo("order 42");
        assertThat(read(signed, null).reference()).isEqualTo("order 42");
        assertThat(read(signed, null).subject().reference()).isEqualTo("order 42");

        String withoutReference = body.formatted(status, kind, "replicate=prediction");
        assertThat(read(withoutReference, "replicate-reference=other").reference())
                .isNull();
        String withoutParameters = body.formatted(status, kind, "x=1");
        assertThat(read(withoutParameters, "replicate-reference=hint").reference())
                .isEqualTo("hint");
        assertThat(read(withoutParameters, "replicate-reference=hint").subject().reference())
                .isNull();
    }

    @Test
    void signedTypeIsPreferred() {
        String body = "{\"id\":\"a\",\"status\":\"succeeded\",\"webhook\":\"https://x.test/hook?replicate=%s\"}";
        assertThat(read(body.formatted("training"), "replicate=prediction")).isInstanceOf(TrainingCompletedEvent.class);
        assertThat(read(body.formatted("prediction"), "replicate=training"))
                .isInstanceOf(PredictionCompletedEvent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "null",
                "[]",
                "7",
                "{}",
                "{\"id\":\"a\"}",
                "{\"id\":\"a\",\"status\":\" \"}",
                "{\"id\":\"a\",\"status\":17}",
                "{\"status\":\"succeeded\"}",
                "{\"id\":\"\",\"status\":\"succeeded\"}",
                "{\"id\":\"a\",\"status\":\"succeeded\""
            })
    void bodyWithoutIdOrStatusIsUnreadable(String body) {
        assertThatExceptionOfType(UnreadableJsonException.class).isThrownBy(() -> read(body, null));
    }

    @Test
    void completedEventReportsSuccess() {
        assertThat(((PredictionCompletedEvent) read("{\"id\":\"a\",\"status\":\"succeeded\"}", null)).succeeded())
                .isTrue();
        assertThat(((PredictionCompletedEvent) read("{\"id\":\"a\",\"status\":\"failed\"}", null)).succeeded())
                .isFalse();
    }

    @Test
    void eventsAreSerializable() throws Exception {
        String body = """
                {"id":"a","model":"owner/name","status":"succeeded","input":{"n":1},"output":["x",{"y":[1,null]}],
                "logs":"done","metrics":{"predict_time":1.5},"completed_at":"2026-01-02T03:04:05Z","new_field":[1],
                "urls":{"get":"https://api.replicate.com/v1/%s/a"}}""";
        for (String kind : new String[] {"predictions", "trainings"}) {
            WebhookEvent event = read(body.formatted(kind), "replicate-reference=order-42");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(event);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertThat(in.readObject()).isEqualTo(event);
            }
            // Event publication registries, such as that of Spring Modulith, use a default mapper like this one.
            String json = JsonMapper.shared().writeValueAsString(event);
            assertThat(JsonMapper.shared().readValue(json, event.getClass())).isEqualTo(event);
        }
    }

    @Test
    void stringContainsNeitherInputNorOutput() {
        String text = read(
                        "{\"id\":\"a\",\"status\":\"succeeded\",\"input\":{\"x\":\"secret\"},\"output\":\"secret\"}",
                        null)
                .toString();
        assertThat(text).contains("msg_1").contains("succeeded").doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource
    void storedEventIsRestored(JournaledCreate.TaskType type) {
        String kind = type == JournaledCreate.TaskType.TRAINING ? "trainings" : "predictions";
        String body = """
                {"id":"a","status":"failed","logs":"\\u0000","urls":{"get":"https://x.test/%s/a"},"new_field":1}""".formatted(kind);
        WebhookEvent event = read(body, "replicate-reference=order-42");
        assertThat(WebhookEvent.restore(
                        type,
                        body.getBytes(StandardCharsets.UTF_8),
                        event.webhookId(),
                        event.receivedAt(),
                        event.reference(),
                        event.source()))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"id\":\"a\"}", "{\"id\":\"a\",\"status\":\"starting\"}"})
    void onlyCompletionIsRestored(String body) {
        for (JournaledCreate.TaskType type : JournaledCreate.TaskType.values()) {
            assertThatExceptionOfType(UnreadableJsonException.class)
                    .isThrownBy(() -> WebhookEvent.restore(
                            type, body.getBytes(StandardCharsets.UTF_8), "msg_1", NOW, null, EventSource.WEBHOOK));
        }
    }

    @Test
    void reconciledCompletionIsAnEvent() {
        String body = """
                {"id":"a","status":"succeeded","urls":{"get":"https://x.test/%s/a"},
                "webhook":"https://app.test/hook?replicate-reference=order-42"}""";
        for (String kind : new String[] {"predictions", "trainings"}) {
            WebhookEvent delivered = read(body.formatted(kind), null);
            WebhookEvent reconciled = WebhookEvent.reconciled(
                    delivered.subject(), NOW, delivered.subject().reference());
            assertThat(reconciled).hasSameClassAs(delivered);
            assertThat(reconciled.subject()).isEqualTo(delivered.subject());
            assertThat(reconciled.webhookId()).isEqualTo("reconciled:a");
            assertThat(reconciled.receivedAt()).isEqualTo(NOW);
            assertThat(reconciled.reference()).isEqualTo("order-42");
            assertThat(reconciled.source()).isEqualTo(EventSource.RECONCILER);
        }
        assertThat(read(body.formatted("predictions"), null).source()).isEqualTo(EventSource.WEBHOOK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookEvent.reconciled(
                        read("{\"id\":\"a\",\"status\":\"starting\"}", null).subject(), NOW, null))
                .withMessageContaining("completed");
    }
}
