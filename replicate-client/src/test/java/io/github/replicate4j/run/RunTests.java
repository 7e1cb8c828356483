/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

@Order(1)
class RunTests extends WireMockTest {

    private static final String COMPLETED = ",\"completed_at\":\"2026-01-02T03:04:07Z\"";

    private Output run() {
        return this.replicate.run("owner/name", Map.of("prompt", "x"));
    }

    private int gets() {
        return requests("GET", "/v1/predictions/abc").size();
    }

    private int cancels() {
        return requests("POST", "/v1/predictions/abc/cancel").size();
    }

    @Test
    void predictionThatCompletesDuringTheCreateIsNotPolled() {
        createIsAnswered(json(201, Wire.succeeded("abc", "[\"Hello\",\" \",\"world\"]")));
        Output output = run();
        assertThat(output.text()).isEqualTo("Hello world");
        assertThat(output.prediction().id()).isEqualTo("abc");
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starting", "processing", "queued"})
    void unfinishedPredictionIsPolled(String status) {
        createIsAnswered(json(202, Wire.prediction("abc", status)));
        getIsAnswered(
                "abc",
                json(200, Wire.prediction("abc", status)),
                json(200, Wire.prediction("abc", "processing", "[\"half\"]", "")),
                json(200, Wire.succeeded("abc", "[\"half\",\" and half\"]")));
        assertThat(run().text()).isEqualTo("half and half");
        assertThat(gets()).isEqualTo(3);
        assertThat(cancels()).isZero();
    }

    @Test
    void processingWithoutOutputIsNotTerminal() {
        createIsAnswered(json(201, Wire.prediction("abc", "processing", "null", "")));
        getIsAnswered("abc", json(200, Wire.succeeded("abc", "\"done\"")));
        assertThat(run().text()).isEqualTo("done");
    }

    @Test
    void processingWithOutputIsNotTerminal() {
        createIsAnswered(json(201, Wire.prediction("abc", "processing", "[\"first\"]", "")));
        getIsAnswered("abc", json(200, Wire.succeeded("abc", "[\"first\",\"second\"]")));
        assertThat(run().text()).isEqualTo("firstsecond");
    }

    @Test
    void reactiveClientReturnsTheOutput() {
        createIsAnswered(json(201, Wire.prediction("abc", "processing")));
        getIsAnswered("abc", json(200, Wire.succeeded("abc", "\"done\"")));
        StepVerifier.create(this.replicate.async().run("owner/name", Map.of()))
                .assertNext(output -> assertThat(output.text()).isEqualTo("done"))
                .verifyComplete();
    }

    @ParameterizedTest
    @CsvSource({
        "failed, failed in the model: CUDA out of memory",
        "canceled, was canceled",
        "aborted, was aborted",
        "evaporated, completed with the status evaporated"
    })
    void unsuccessfulCompletionFailsWithThePrediction(String status, String message) {
        String completed = Wire.prediction("abc", status, "null", COMPLETED)
                .replace("\"error\":null", "\"error\":\"CUDA out of memory\"");
        createIsAnswered(json(201, completed));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::run)
                .withMessageContaining("abc")
                .withMessageContaining("acme/model")
                .withMessageContaining(message)
                .satisfies(
                        failure -> assertThat(failure.prediction().statusText()).isEqualTo(status));

        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered("abc", json(200, Wire.prediction("abc", "processing")), json(200, completed));
        assertThatExceptionOfType(ModelException.class).isThrownBy(this::run).withMessageContaining(message);
        assertThat(cancels()).isZero();

        Prediction awaited = this.replicate.predictions().await("abc");
        assertThat(awaited.statusText()).isEqualTo(status);
    }

    @Test
    void failureWithoutReasonRefersToTheLogs() {
        createIsAnswered(
                json(201, Wire.prediction("abc", "failed").replace("\"logs\":\"\"", "\"logs\":\"one\\ntwo\\n\"")));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::run)
                .withMessageContaining("logs")
                .withMessageNotContaining("two");
        createIsAnswered(json(201, Wire.prediction("abc", "failed")));
        assertThatExceptionOfType(ModelException.class).isThrownBy(this::run).withMessageContaining("no reason");
    }

    @Test
    void temporaryFailuresDoNotFailTheRun() {
        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered(
                "abc",
                json(503, "<html>"),
                json(500, ""),
                json(502, "<html>"),
                json(503, ""),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                json(429, "{}"),
                json(200, Wire.prediction("abc", "processing")),
                json(503, ""),
                json(200, Wire.succeeded("abc", "\"done\"")));
        assertThat(run().text()).isEqualTo("done");
        assertThat(gets()).isEqualTo(11);
        assertThat(cancels()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void pollingPausesAfterRateLimit(int maxRetries) {
        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered(
                "abc", json(429, "{}").withHeader("Retry-After", "0.3"), json(200, Wire.succeeded("abc", "\"done\"")));
        try (Replicate client = builder().maxRetries(maxRetries).build()) {
            assertThat(client.run("owner/name", Map.of()).text()).isEqualTo("done");
        }
        List<Long> times = requests("GET", "/v1/predictions/abc").stream()
                .map(request -> request.getLoggedDate().getTime())
                .sorted()
                .toList();
        assertThat(times).hasSize(2);
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(290);
    }

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void predictionThatSucceedsDuringRateLimitIsReadBeforeTheDeadline(ClientStyle style) {
        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered(
                "abc", json(429, "{}").withHeader("Retry-After", "3600"), json(200, Wire.succeeded("abc", "\"done\"")));
        Duration timeout = Duration.ofSeconds(10);
        assertThat(style.<String>call(
                        this.replicate,
                        client -> client.run(request -> request.model("owner/name")
                                        .input(Map.of())
                                        .timeout(timeout))
                                .text(),
                        client -> client.run(request -> request.model("owner/name")
                                        .input(Map.of())
                                        .timeout(timeout))
                                .map(AsyncOutput::text)))
                .isEqualTo("done");
        assertThat(gets()).isEqualTo(2);
        assertThat(cancels()).isZero();
    }

    @Test
    void notFoundAfterCreateIsRetriedTwice() {
        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered("abc", json(404, "{}"), json(404, "{}"), json(200, Wire.succeeded("abc", "\"done\"")));
        assertThat(run().text()).isEqualTo("done");
    }

    @Test
    void thirdNotFoundFailsTheRun() {
        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered("abc", json(404, "{}"));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(this::run);
        assertThat(gets()).isEqualTo(3);
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> this.replicate.predictions().await("abc"));
        assertThat(gets()).isEqualTo(4);
    }

    @Test
    void revokedTokenFailsTheRunAndCancelIsSent() {
        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered(
                "abc", json(200, Wire.prediction("abc", "processing")), json(401, "{\"title\":\"Unauthenticated\"}"));
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(this::run);
        assertThat(gets()).isEqualTo(2);
        Wire.await().until(() -> cancels() == 1);
    }

    @Test
    void awaitReturnsTheCompletedPrediction() {
        getIsAnswered(
                "abc",
                json(200, Wire.prediction("abc", "starting")),
                json(503, ""),
                json(200, Wire.succeeded("abc", "\"done\"")));
        assertThat(this.replicate
                        .predictions()
                        .await("abc", Duration.ofMinutes(1))
                        .output())
                .isEqualTo("done");
        assertThat(this.replicate.predictions().await("abc").status()).isEqualTo(PredictionStatus.SUCCEEDED);
    }

    @Test
    void awaitFailsAtTheDeadlineWithTheLastStatus() {
        getIsAnswered("abc", json(200, Wire.prediction("abc", "processing")));
        // Opens the connection, so that the first poll takes only a small part of the deadline.
        this.replicate.predictions().get("abc");
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> this.replicate.predictions().await("abc", Duration.ofSeconds(1)))
                .withMessageContaining("1000 ms")
                .withMessageContaining("processing")
                .satisfies(failure -> {
                    assertThat(failure.id()).isEqualTo("abc");
                    assertThat(failure.deadline()).isEqualTo(Duration.ofSeconds(1));
                });
    }

    @Test
    void awaitFailsAtTheDeadlineWhenAllPollsFail() {
        getIsAnswered("abc", json(503, ""));
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> this.replicate.predictions().await("abc", Duration.ofMillis(100)))
                .withMessageContaining("unknown");
    }
}
