/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.endpoint.EndpointRequest;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.testing.WireMockTest;
import io.github.replicate4j.trainings.Training;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses with fields that do not have their type, without strict validation. */
class UnfitFieldTests extends WireMockTest {

    private static final String UNFIT = """
            {"id":"abc","model":["acme/model"],"input":"text","output":[1],"logs":{"a":1},"metrics":[2],"data_removed":{},
            "status":"succeeded","created_at":17,"urls":[],"new":3}""";

    private static void assertReadable(Prediction prediction) {
        assertThat(prediction.id()).isEqualTo("abc");
        assertThat(prediction.status()).isEqualTo(PredictionStatus.SUCCEEDED);
        assertThat(prediction.output()).isEqualTo(List.of(1));
        assertThat(prediction.model()).isNull();
        assertThat(prediction.input()).isEmpty();
        assertThat(prediction.logs()).isEmpty();
        assertThat(prediction.metrics()).isEmpty();
        assertThat(prediction.dataRemoved()).isNull();
        assertThat(prediction.createdAt()).isNull();
        assertThat(prediction.urls().get()).isNull();
        assertThat(prediction.additionalProperties())
                .containsEntry("model", List.of("acme/model"))
                .containsEntry("input", "text")
                .containsEntry("logs", Map.of("a", 1))
                .containsEntry("metrics", List.of(2))
                .containsEntry("data_removed", Map.of())
                .containsEntry("urls", List.of())
                .containsEntry("new", 3);
    }

    @Test
    void fieldOfAWrongTypeIsMissingFromAPrediction() {
        anyRequestIsAnswered(json(200, UNFIT));
        assertReadable(this.replicate.predictions().get("abc"));
    }

    @Test
    void fieldOfAWrongTypeIsMissingFromEachPredictionOfAPage() {
        anyRequestIsAnswered(json(200, "{\"results\":[" + UNFIT + "," + UNFIT + "],\"next\":null}"));
        assertThat(this.replicate.predictions().list().results())
                .hasSize(2)
                .allSatisfy(UnfitFieldTests::assertReadable);
    }

    @Test
    void fieldsOfAWrongTypeAreMissingFromALargePage() {
        String fit = "{\"id\":\"fit\",\"status\":\"succeeded\",\"logs\":\"a\",\"urls\":{\"get\":\"x\"}}";
        String unfit = "{\"id\":\"unfit\",\"status\":\"succeeded\",\"logs\":{},\"urls\":{\"get\":{}}}";
        String page = String.join(",", Collections.nCopies(100, fit + "," + unfit));
        anyRequestIsAnswered(json(200, "{\"results\":[" + page + "],\"next\":null}"));
        List<Prediction> results = this.replicate.predictions().list().results();
        assertThat(results).hasSize(200).allSatisfy(prediction -> {
            boolean isFit = prediction.id().equals("fit");
            assertThat(prediction.logs()).isEqualTo(isFit ? "a" : "");
            assertThat(prediction.urls().get()).isEqualTo(isFit ? "x" : null);
            assertThat(prediction.additionalProperties()).isEqualTo(isFit ? Map.of() : Map.of("logs", Map.of()));
        });
    }

    @Test
    void fieldOfAWrongTypeIsMissingFromATraining() {
        anyRequestIsAnswered(json(200, "{\"id\":\"abc\",\"status\":\"succeeded\",\"input\":\"text\",\"urls\":7}"));
        Training training = this.replicate.trainings().get("abc");
        assertThat(training.statusText()).isEqualTo("succeeded");
        assertThat(training.additionalProperties())
                .containsEntry("input", "text")
                .containsEntry("urls", 7);
    }

    @Test
    void numbersAndBooleansAreNotText() {
        anyRequestIsAnswered(
                json(200, "{\"id\":\"abc\",\"status\":17,\"logs\":1.5,\"source\":true,\"urls\":{\"get\":1}}"));
        Prediction prediction = this.replicate.predictions().get("abc");
        assertThat(prediction.statusText()).isNull();
        assertThat(prediction.status()).isEqualTo(PredictionStatus.UNKNOWN);
        assertThat(prediction.hasLogs()).isFalse();
        assertThat(prediction.source()).isNull();
        assertThat(prediction.urls().additionalProperties()).containsExactly(Map.entry("get", 1));
        assertThat(prediction.additionalProperties())
                .containsOnly(Map.entry("status", 17), Map.entry("logs", 1.5), Map.entry("source", true));
    }

    @Test
    void typesOfTheApplicationAcceptNumbersAsText() {
        anyRequestIsAnswered(json(200, "17"));
        EndpointRequest request = EndpointRequest.get("/x").build();
        assertThat(this.replicate.endpoints().call(request, String.class)).isEqualTo("17");
    }

    @Test
    void nestedFieldOfAWrongTypeIsKeptWithItsParent() {
        anyRequestIsAnswered(
                json(200, "{\"id\":\"abc\",\"status\":\"succeeded\",\"urls\":{\"get\":{},\"web\":\"x\"}}"));
        Prediction prediction = this.replicate.predictions().get("abc");
        assertThat(prediction.urls().get()).isNull();
        assertThat(prediction.urls().web()).isEqualTo("x");
        assertThat(prediction.urls().additionalProperties()).containsExactly(Map.entry("get", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"results\":[{\"id\":[]}]}", "{\"results\":[{}]}", "{\"results\":[7]}", "{\"results\":7}"})
    void pageIsNeverShorterThanItsResponse(String body) {
        anyRequestIsAnswered(json(200, body));
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> this.replicate.predictions().list());
    }

    @Test
    void longNumbersAreReadable() {
        String digits = "1".repeat(5_000);
        anyRequestIsAnswered(json(200, "{\"id\":\"abc\",\"status\":\"succeeded\",\"output\":" + digits + "}"));
        assertThat(this.replicate.predictions().get("abc").output()).hasToString(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":{},\"status\":\"succeeded\"}",
                "{\"id\":17,\"status\":\"succeeded\"}",
                "[]",
                "7",
                "{\"input\":\"text\"}"
            })
    void predictionWithoutAnIdIsUnreadable(String body) {
        anyRequestIsAnswered(json(200, body));
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> this.replicate.predictions().get("abc"));
    }
}
