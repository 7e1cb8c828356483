/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.testing.RequestCounts;
import io.github.replicate4j.testing.Stress;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Progress of a prediction during a run or a wait. */
class ProgressTests extends WireMockTest {

    private final Queue<Prediction> received = new ConcurrentLinkedQueue<>();

    private static String withLogs(String status, int done) {
        String bar = done == 0 ? "loading" : " %d0%%|###| %d/10 [00:01<00:01, 22.46it/s]".formatted(done, done);
        return Wire.prediction("abc", status).replace("\"logs\":\"\"", "\"logs\":\"" + bar + "\"");
    }

    private void returnProgress() {
        createIsAnswered(json(201, withLogs("starting", 0)));
        getIsAnswered(
                "abc",
                json(200, withLogs("processing", 2)),
                json(200, withLogs("processing", 2)),
                json(200, withLogs("processing", 7)),
                json(200, Wire.succeeded("abc", "\"done\"")));
    }

    private String run(Consumer<Prediction> listener) {
        return this.replicate
                .run(request -> request.model("owner/name").input(Map.of()).onProgress(listener))
                .text();
    }

    private static List<Long> currentSteps(Stream<Prediction> predictions) {
        return predictions
                .map(Prediction::progress)
                .map(progress -> progress == null ? 0 : progress.current())
                .toList();
    }

    @Test
    void listenerReceivesEachStateOfRun() {
        returnProgress();
        assertThat(run(this.received::add)).isEqualTo("done");
        assertThat(currentSteps(this.received.stream())).containsExactly(0L, 2L, 2L, 7L, 0L);
        assertThat(this.received)
                .last()
                .satisfies(last -> assertThat(last.succeeded()).isTrue());
        assertThat(requests().get(0).getHeader("Prefer"))
                .as("the listener would receive nothing while the create waits for completion")
                .isNull();
    }

    @Test
    void preferWaitAppliesDespiteListener() {
        returnProgress();
        this.replicate.run(request -> request.model("owner/name")
                .input(Map.of())
                .preferWait(Duration.ofSeconds(3))
                .onProgress(this.received::add));
        assertThat(requests().get(0).getHeader("Prefer")).isEqualTo("wait=3");
    }

    @Test
    void listenerMayBlock() {
        returnProgress();
        assertThat(run(prediction -> {
                    assertThat(Schedulers.isInNonBlockingThread()).isFalse();
                    this.received.add(this.replicate.predictions().get("abc"));
                }))
                .isEqualTo("done");
        assertThat(this.received).isNotEmpty();
    }

    @Test
    void listenerExceptionFailsTheRunAndCancelsThePrediction() {
        createIsAnswered(json(201, withLogs("starting", 0)));
        assertThatIllegalStateException()
                .isThrownBy(() -> run(prediction -> {
                    throw new IllegalStateException("mine");
                }))
                .withMessage("mine");
        await().until(() -> requests("POST", "/v1/predictions/abc/cancel").size() == 1);
    }

    @Test
    void bothClientsEmitUpdates() {
        returnProgress();
        try (Stream<Prediction> updates = this.replicate.predictions().updates("abc")) {
            assertThat(currentSteps(updates))
                    .as("equal states are emitted once")
                    .containsExactly(2L, 7L, 0L);
        }
        returnProgress();
        StepVerifier.create(this.replicate.async().predictions().updates("abc", Duration.ofMinutes(1)))
                .assertNext(first -> assertThat(first.progress()).isEqualTo(new Progress(0.2, 2, 10)))
                .assertNext(second -> assertThat(second.progress()).isEqualTo(new Progress(0.7, 7, 10)))
                .assertNext(last -> assertThat(last.succeeded()).isTrue())
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "canceled", "aborted"})
    void updatesIncludeUnsuccessfulCompletion(String status) {
        getIsAnswered("abc", json(200, Wire.prediction("abc", status)));
        try (Stream<Prediction> updates = this.replicate.predictions().updates("abc")) {
            assertThat(updates.map(Prediction::statusText)).containsExactly(status);
        }
        createIsAnswered(json(201, Wire.prediction("abc", status)));
        assertThatExceptionOfType(ModelException.class).isThrownBy(() -> run(this.received::add));
        assertThat(this.received).extracting(Prediction::statusText).containsExactly(status);
    }

    @Test
    void updatesFailAtTheDeadlineWithTheId() {
        getIsAnswered("abc", json(200, Wire.prediction("abc", "processing")));
        // Opens the connection, so that the first poll takes only a small part of the deadline.
        this.replicate.predictions().get("abc");
        try (Stream<Prediction> updates = this.replicate.predictions().updates("abc", Duration.ofSeconds(1))) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(updates::toList)
                    .withMessageContaining("last status is processing")
                    .satisfies(failure -> assertThat(failure.id()).isEqualTo("abc"));
        }
        assertThat(requests("POST", "/v1/predictions/abc/cancel")).isEmpty();
    }

    @Test
    void cancelledUpdatesStopPolling() {
        getIsAnswered("abc", json(200, Wire.prediction("abc", "processing")));
        StepVerifier.create(this.replicate.async().predictions().updates("abc"), 0)
                .expectSubscription()
                .thenRequest(1)
                .expectNextCount(1)
                .thenCancel()
                .verify();
        RequestCounts.awaitNoMore(() -> requests().size());
    }

    @Test
    void slowReaderStopsPolling() {
        getIsAnswered(
                "abc",
                IntStream.range(0, 10)
                        .mapToObj(i -> json(200, Wire.prediction("abc", "processing", "" + i, "")))
                        .toArray(ResponseDefinitionBuilder[]::new));
        try (Stream<Prediction> updates = this.replicate.predictions().updates("abc")) {
            assertThat(updates.findFirst()).isPresent();
            await().during(Duration.ofMillis(150)).until(() -> requests().size() <= 3);
        }
    }

    @Test
    void updatesOfUnknownPredictionFail() {
        anyRequestIsAnswered(json(404, "{}"));
        try (Stream<Prediction> updates = this.replicate.predictions().updates("abc")) {
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(updates::toList);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.predictions().updates(" "))
                .withMessageContaining("id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> this.replicate.predictions().updates("abc", Duration.ZERO))
                .withMessageContaining("timeout");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "' 40%|####      | 2/5 [00:01<00:01]'; 2",
                "'start\\n 20%|#| 1/5 [\\n 40%|##| 2/5 ['; 2",
                "' 20%|#| 1/5 [\\r 40%|##| 2/5 [\\r'; 2",
                "' 20%|#| 1/5 [\\r\\n done\\n\\n'; 1",
                "'\\n 20%|#| 1/5'; 1",
                "'loading 20%|#| 1/5'; ",
                "' 20%|\\n#| 1/5'; ",
                "'\\n\\n'; ",
                "''; "
            })
    void progressIsThatOfTheLastBar(String logs, Long current) {
        Progress progress = Progress.of(logs.replace("\\n", "\n").replace("\\r", "\r"));
        assertThat(progress == null ? null : progress.current()).isEqualTo(current);
    }

    /** A scan of all earlier logs for each line would take hours. */
    @Test
    void progressOfLongLogsTakesLinearTime() {
        String logs = "a step of the model\n".repeat(Stress.times(200_000, 2_000_000));
        String bars = " 20%|#| 1/5 [\n" + logs;
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            assertThat(Progress.of(logs)).isNull();
            assertThat(Progress.of(bars)).isEqualTo(new Progress(0.2, 1, 5));
        });
    }

    @Test
    void trainingsEmitUpdatesToo() {
        String training = "{\"id\":\"zz4\",\"status\":\"%s\",\"logs\":\" 50%%|#| 1/2 [\"}";
        inTurn(
                () -> get("/v1/trainings/zz4"),
                json(200, training.formatted("processing")),
                json(200, training.formatted("succeeded")));
        try (Stream<String> updates = this.replicate
                .trainings()
                .updates("zz4")
                .map(each -> each.statusText() + " " + each.progress().percentage())) {
            assertThat(updates).containsExactly("processing 0.5", "succeeded 0.5");
        }
    }
}
