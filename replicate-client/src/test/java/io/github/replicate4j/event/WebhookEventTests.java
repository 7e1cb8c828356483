/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.error.UnreadableJsonException;
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
    void trainingIsRecognizedByItsUrlOrMarker() {
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
    void otherBodyIsUnreadable(String body) {
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
            // Event registries use a default mapper like this one.
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
}
