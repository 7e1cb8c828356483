/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strict validation of responses against the description of the API. */
class StrictValidationTests extends WireMockTest {

    private static final String COMPLETE = """
            {"id":"abc","model":"acme/model","version":"hidden","input":{},"output":null,"data_removed":false,
            "error":null,"status":"starting","created_at":"2026-01-02T03:04:05.678Z","urls":{},"new":{"a":1}}""";

    private Replicate strict() {
        this.replicate.close();
        this.replicate = builder().strictResponseValidation(true).build();
        return this.replicate;
    }

    @Test
    void responseWithAllRequiredAndUnknownFieldsIsRead() {
        anyRequestIsAnswered(json(200, COMPLETE));
        Prediction prediction = strict().predictions().get("abc");
        assertThat(prediction.createdAt()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(prediction.additionalProperties()).containsEntry("new", Map.of("a", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"model\":\"acme/model\",' | '' | model",
                "'\"output\":null,' | '' | output",
                "'\"urls\":{},' | '' | urls",
                "'2026-01-02T03:04:05.678Z' | 'yesterday' | created_at",
                "'\"acme/model\"' | '17' | model",
                "'\"input\":{}' | '\"input\":[]' | input"
            })
    void missingOrInvalidFieldIsError(String original, String replacement, String field) {
        anyRequestIsAnswered(json(200, COMPLETE.replace(original, replacement)));
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> strict().predictions().get("abc"))
                .withMessageContaining(field);
    }

    @Test
    void missingAndInvalidFieldsAreAcceptedByDefault() {
        anyRequestIsAnswered(json(200, "{\"id\":\"abc\",\"created_at\":\"yesterday\",\"model\":17}"));
        Prediction prediction = this.replicate.predictions().get("abc");
        assertThat(prediction.createdAt()).isNull();
        assertThat(prediction.model()).isEqualTo("17");
    }

    @Test
    void errorContainsIdOfCreatedPrediction() {
        anyRequestIsAnswered(json(201, "{\"id\":\"abc\",\"status\":\"starting\"}"));
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(
                        () -> strict().models().predictions().create("acme/model", request -> request.input(Map.of())))
                .satisfies(failure -> assertThat(failure.id()).isEqualTo("abc"))
                .withMessageContaining("abc");
    }

    @Test
    void pageWithoutResultsIsError() {
        anyRequestIsAnswered(json(200, "{\"next\":null}"));
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> strict().predictions().list())
                .withMessageContaining("results");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"user\",\"name\":\"A\"} | username",
                "{\"query\":\"x\",\"models\":[],\"collections\":[]} | pages",
                "{\"name\":\"A\",\"slug\":\"a\"} | description",
                "{\"id\":\"f\",\"urls\":{\"get\":\"https://x\"}} | content_type"
            })
    void otherResponsesAreValidated(String response, String missing) {
        anyRequestIsAnswered(json(200, response));
        Replicate client = strict();
        Stream<ThrowingCallable> calls = Stream.of(
                () -> client.account().get(),
                () -> client.search("x"),
                () -> client.collections().get("a"),
                () -> client.files().get("f"));
        assertThat(calls.map(Assertions::catchThrowable))
                .as("the call that reads this response")
                .anySatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ApiResponseValidationException.class)
                        .hasMessageContaining("'" + missing + "'"));
    }

    @Test
    void emulatorResponsesAreValid() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate client = Wire.builder(emulator.baseUrl().toString())
                        .bearerToken(emulator.token())
                        .strictResponseValidation(true)
                        .build()) {
            client.files().create(file -> file.content(new byte[] {1}).filename("a.txt"));
            client.use("meta/meta-llama-3-8b-instruct").create(Map.of("prompt", "x"));
            assertThat(client.files().list().results()).hasSize(1);
            assertThat(client.predictions().list().results()).hasSize(1);
            assertThat(client.models().list().results()).isNotEmpty();
            assertThat(client.collections().list().results()).isNotEmpty();
            assertThat(client.search("hello").models()).isNotEmpty();
            assertThat(client.account().get().username()).isNotBlank();
            assertThat(client.hardware().list()).isNotEmpty();
        }
    }
}
