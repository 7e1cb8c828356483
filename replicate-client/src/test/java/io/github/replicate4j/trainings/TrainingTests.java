/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.trainings;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.predictions.Progress;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.ClientStyleTest;
import io.github.replicate4j.webhook.WebhookEventType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

public class TrainingTests extends ClientStyleTest {

    private static final String DONE = """
            {"id":"zz4","model":"stability-ai/sdxl","version":"da77","status":"succeeded",
            "input":{"input_images":"https://example.com/i.zip","seed":null},
            "output":{"version":"acme/mine:9f1e","weights":"https://replicate.delivery/w.tar"},
            "logs":" 40%|####      | 2/5 [00:01<00:01]\\n","error":null,"source":"api",
            "created_at":"2023-09-08T16:32:56.990893084Z","started_at":"2023-09-08T16:32:57.112647Z",
            "completed_at":"2023-09-08T16:41:19.826523Z","metrics":{"predict_time":502.713876},
            "urls":{"web":"w","get":"g","cancel":"c","new":"n"},"webhook":"https://example.com/hook"}""";

    public static String training(String status) {
        return "{\"id\":\"zz4\",\"status\":\"" + status + "\"}";
    }

    private static void assertRead(Training training) {
        assertThat(training.id()).isEqualTo("zz4");
        assertThat(training.model()).isEqualTo("stability-ai/sdxl");
        assertThat(training.version()).isEqualTo("da77");
        assertThat(training.status()).isEqualTo(PredictionStatus.SUCCEEDED);
        assertThat(training.isTerminal()).isTrue();
        assertThat(training.succeeded()).isTrue();
        assertThat(training.input()).containsEntry("seed", null).hasSize(2);
        assertThat(training.trainedVersion()).isEqualTo("acme/mine:9f1e");
        assertThat(training.weights()).isEqualTo("https://replicate.delivery/w.tar");
        assertThat(training.progress()).isEqualTo(new Progress(0.4, 2, 5));
        assertThat(training.error()).isNull();
        assertThat(training.source()).isEqualTo("api");
        assertThat(training.createdAt()).isEqualTo(Instant.parse("2023-09-08T16:32:56.990893084Z"));
        assertThat(training.startedAt()).isEqualTo(Instant.parse("2023-09-08T16:32:57.112647Z"));
        assertThat(training.completedAt()).isEqualTo(Instant.parse("2023-09-08T16:41:19.826523Z"));
        assertThat(training.metrics()).isEqualTo(Map.of("predict_time", 502.713876));
        assertThat(training.urls().cancel()).isEqualTo("c");
        assertThat(training.additionalProperties()).isEqualTo(Map.of("webhook", "https://example.com/hook"));
        assertThat(training).hasToString("Training[id=zz4, model=stability-ai/sdxl, version=da77, status=succeeded]");
    }

    @ParameterizedTest
    @EnumSource
    void trainingIsCreated(ClientStyle style) {
        answered(201, training("starting"));
        Training training = style.call(
                this.replicate,
                client -> client.trainings()
                        .create(
                                "stability-ai/sdxl",
                                "da77",
                                request -> request.destination("acme/mine")
                                        .input("input_images", "https://example.com/i.zip")
                                        .input("steps", 10)),
                client -> client.trainings()
                        .create(
                                "stability-ai/sdxl",
                                "da77",
                                request -> request.destination("acme/mine")
                                        .input("input_images", "https://example.com/i.zip")
                                        .input("steps", 10)));
        assertSent("POST", "/v1/models/stability-ai/sdxl/versions/da77/trainings", """
                {"destination":"acme/mine","input":{"input_images":"https://example.com/i.zip","steps":10}}""");
        assertThat(training.status()).isEqualTo(PredictionStatus.STARTING);
        assertThat(training.isTerminal()).isFalse();
    }

    record Inputs(String inputImages, int maxSteps) {}

    @ParameterizedTest
    @EnumSource
    void trainingIsCreatedWithAllFields(ClientStyle style) {
        answered(201, DONE);
        TrainingRequest request = TrainingRequest.builder()
                .destination("acme/mine")
                .input(new Inputs("https://example.com/i.zip", 10))
                .webhook(URI.create("https://example.com/hook"), WebhookEventType.COMPLETED, WebhookEventType.START)
                .additionalProperty("nothing", null)
                .build();
        Training training = style.call(
                this.replicate,
                client -> client.trainings().create("stability-ai/sdxl", "da77", request),
                client -> client.trainings().create("stability-ai/sdxl", "da77", request));
        assertSent("POST", "/v1/models/stability-ai/sdxl/versions/da77/trainings", """
                {"destination":"acme/mine","input":{"input_images":"https://example.com/i.zip","max_steps":10},\
                "webhook":"https://example.com/hook","webhook_events_filter":["start","completed"],"nothing":null}""");
        assertRead(training);
    }

    @ParameterizedTest
    @EnumSource
    void trainingIsReturned(ClientStyle style) {
        answered(200, DONE);
        assertRead(style.call(
                this.replicate,
                client -> client.trainings().get("zz4"),
                client -> client.trainings().get("zz4")));
        assertSent("GET", "/v1/trainings/zz4");
    }

    @ParameterizedTest
    @EnumSource
    void trainingsAreListed(ClientStyle style) {
        answered(200, "{\"results\":[" + DONE + "," + training("starting") + "]}");
        List<Training> trainings = style.list(
                this.replicate,
                client -> client.trainings().list(),
                client -> client.trainings().list());
        assertSent("GET", "/v1/trainings");
        assertThat(trainings).hasSize(2);
        assertRead(trainings.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void trainingIsCancelled(ClientStyle style) {
        answered(200, training("canceled"));
        Training training = style.call(
                this.replicate,
                client -> client.trainings().cancel("zz4"),
                client -> client.trainings().cancel("zz4"));
        assertSent("POST", "/v1/trainings/zz4/cancel");
        assertThat(training.status()).isEqualTo(PredictionStatus.CANCELED);
    }

    @ParameterizedTest
    @EnumSource
    void trainingIsAwaited(ClientStyle style) {
        inTurn(
                () -> get(urlEqualTo("/v1/trainings/zz4")),
                json(200, training("starting")),
                json(503, ""),
                json(200, training("processing")),
                json(200, DONE));
        assertRead(style.call(
                this.replicate,
                client -> client.trainings().await("zz4"),
                client -> client.trainings().await("zz4")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "canceled", "aborted"})
    void awaitReturnsUnsuccessfulTraining(String status) {
        answered(200, training(status));
        Training training = this.replicate.trainings().await("zz4", Duration.ofMinutes(1));
        assertThat(training.statusText()).isEqualTo(status);
        assertThat(training.succeeded()).isFalse();
        assertThat(training.trainedVersion()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void awaitFailsAtTheDeadline(ClientStyle style) {
        // A late poll must not be taken for a request of another test.
        answered(200, training("processing").replace("zz4", "slow"));
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> style.call(
                        this.replicate,
                        client -> client.trainings().await("slow", Duration.ofMillis(60)),
                        client -> client.trainings().await("slow", Duration.ofMillis(60))))
                .withMessageContaining("Training slow")
                .withMessageContaining("60 ms")
                .withMessageContaining("not cancelled");
        assertThat(requests()).noneMatch(request -> request.getUrl().endsWith("/cancel"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"zz4\"}",
                "{\"id\":\"zz4\",\"input\":null,\"output\":null,\"logs\":null,\"metrics\":null,\"urls\":null}",
                "{\"id\":\"zz4\",\"output\":\"text\",\"urls\":{}}",
                "{\"id\":\"zz4\",\"output\":{\"version\":null,\"weights\":7}}",
                "{\"id\":\"zz4\",\"output\":[{\"version\":\"x\"}],\"created_at\":\"yesterday\"}"
            })
    void allFieldsExceptTheIdAreOptional(String body) {
        answered(200, body);
        Training training = this.replicate.trainings().get("zz4");
        assertThat(training.input()).isEmpty();
        assertThat(training.logs()).isEmpty();
        assertThat(training.metrics()).isEmpty();
        assertThat(training.urls().get()).isNull();
        assertThat(training.status()).isEqualTo(PredictionStatus.UNKNOWN);
        assertThat(training.isTerminal()).isFalse();
        assertThat(training.trainedVersion()).isNull();
        assertThat(training.weights()).isNull();
        assertThat(training.progress()).isNull();
        assertThat(training.createdAt()).isNull();
    }

    @Test
    void missingIdFails() {
        answered(200, "{\"status\":\"starting\"}");
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> this.replicate.trainings().get("zz4"))
                .withMessageContaining("trainings.get")
                .withMessageContaining("id is missing");
    }
}
