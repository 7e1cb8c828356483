/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exceptions can be serialized, for example for a job queue, another machine or a session. */
class SerializationTests {

    private static <T extends Throwable> T serializedCopy(T failure, Class<T> type) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return type.cast(in.readObject());
        }
    }

    @Test
    void modelExceptionKeepsPrediction() throws Exception {
        String failed = Wire.prediction(
                "abc",
                "failed",
                "[{\"n\":1},null]",
                ",\"completed_at\":\"2026-01-02T03:04:07.5Z\",\"new\":{\"a\":[1]}");
        try (FaultServer server = FaultServer.start(FaultServer.json(201, failed));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            ModelException failure =
                    catchThrowableOfType(ModelException.class, () -> client.run("owner/name", Map.of()));
            ModelException copy = serializedCopy(failure, ModelException.class);
            assertThat(copy).hasMessage(failure.getMessage());
            assertThat(copy.prediction()).isEqualTo(failure.prediction());
            assertThat(copy.prediction().urls().cancel()).isNotNull();
            assertThat(copy.prediction().additionalProperties()).containsEntry("new", Map.of("a", List.of(1)));
        }
    }

    @Test
    void rateLimitExceptionKeepsHeaders() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.json(
                        429, "{\"title\":\"Slow down\",\"detail\":[\"now\"]}", "Retry-After: 61", "X-Id: 7"));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            RateLimitException failure =
                    catchThrowableOfType(RateLimitException.class, () -> client.run("owner/name", Map.of()));
            RateLimitException copy = serializedCopy(failure, RateLimitException.class);
            assertThat(copy).hasMessage(failure.getMessage());
            assertThat(copy.headers().getFirst("x-id")).isEqualTo("7");
            assertThat(copy.retryAfter()).isEqualTo(Duration.ofSeconds(61));
            assertThat(copy.problem()).isEqualTo(failure.problem());
            assertThat(copy.body()).isEqualTo(failure.body());
        }
    }

    @Test
    void outcomeUnknownExceptionKeepsIdAndCause() throws Exception {
        String odd = Wire.prediction("abc", "starting").replace("\"logs\":\"\"", "\"logs\":[]");
        try (FaultServer server = FaultServer.start(FaultServer.json(201, odd));
                Replicate client = Wire.builder(server.baseUrl())
                        .strictResponseValidation(true)
                        .build()) {
            OutcomeUnknownException failure =
                    catchThrowableOfType(OutcomeUnknownException.class, () -> client.run("owner/name", Map.of()));
            OutcomeUnknownException copy = serializedCopy(failure, OutcomeUnknownException.class);
            assertThat(copy.id()).isEqualTo("abc");
            assertThat(copy)
                    .hasMessage(failure.getMessage())
                    .hasCauseInstanceOf(failure.getCause().getClass());
        }
    }
}
