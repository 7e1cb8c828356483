/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate;
import io.github.replicate4j.observation.PredictionObservationContext;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does with an early response to its held create. */
class HeldCreateTests extends WireMockTest {

    private static final String FILE = "\"https://replicate.delivery/a/1.png\"";

    private static final String FILES = "[" + FILE + ",\"https://replicate.delivery/a/2.png\"]";

    /** A client whose polls after the first one would come too late for any test. */
    private Replicate patientClient() {
        return builder().run(run -> run.pollInterval(Duration.ofHours(1))).build();
    }

    private static Output run(Replicate client, Consumer<RunRequest.Builder> more) {
        return client.run(request -> {
            request.model("owner/name").input(Map.of());
            more.accept(request);
        });
    }

    private int gets() {
        return requests("GET", "/v1/predictions/p").size();
    }

    private static String processing(String output) {
        return Wire.prediction("p", "processing", output, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE, "[" + FILE + "]", FILES, "{\"image\":" + FILE + ",\"masks\":" + FILES + "}"})
    void completeFilesAreReturnedWithoutPoll(String output) {
        createIsAnswered(json(201, processing(output)));
        Output returned = run(this.replicate, request -> {});
        assertThat(returned.files()).isNotEmpty();
        assertThat(returned.prediction().status()).isEqualTo(PredictionStatus.PROCESSING);
        this.replicate.close();
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{}", "\"text\"", "[\"text\"]", "[" + FILE + ",\"text\"]", "{\"n\":1}"})
    @Timeout(60)
    void otherOutputIsPolledImmediately(String output) {
        createIsAnswered(json(201, processing(output)));
        getIsAnswered("p", json(200, Wire.succeeded("p", "[\"whole\"]")));
        try (Replicate client = patientClient()) {
            assertThat(run(client, request -> {}).text()).isEqualTo("whole");
        }
        assertThat(gets()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"202, processing", "201, starting"})
    @Timeout(60)
    void filesOfUnfinishedPredictionAreNotReturned(int status, String statusText) {
        createIsAnswered(json(status, Wire.prediction("p", statusText, "[" + FILE + "]", "")));
        getIsAnswered("p", json(200, Wire.succeeded("p", FILES)));
        try (Replicate client = patientClient()) {
            assertThat(run(client, request -> {}).files()).hasSize(2);
        }
    }

    @Test
    @Timeout(60)
    void fewerFilesThanRequestedAreNotReturned() {
        createIsAnswered(json(201, processing("[" + FILE + "]").replace("\"text\":\"x\"", "\"num_outputs\":2")));
        getIsAnswered("p", json(200, Wire.succeeded("p", FILES)));
        try (Replicate client = patientClient()) {
            assertThat(run(client, request -> {}).files()).hasSize(2);
        }
    }

    @Test
    @Timeout(60)
    void firstFileOfIteratorIsNotReturned() {
        this.api.stubFor(
                WireMock.get(WireMock.urlPathEqualTo("/v1/models/acme/model"))
                        .willReturn(
                                json(
                                        200,
                                        "{\"is_official\":true,\"latest_version\":{\"id\":\"" + Wire.VERSION
                                                + "\",\"openapi_schema\":{\"components\":{\"schemas\":{\"Output\":{\"type\":\"array\","
                                                + "\"x-cog-array-type\":\"iterator\",\"items\":{\"type\":\"string\",\"format\":\"uri\"}}}}}}}")));
        createIsAnswered(json(201, processing("[" + FILE + "]")));
        getIsAnswered("p", json(200, Wire.succeeded("p", FILES)));
        try (Replicate client = patientClient()) {
            assertThat(client.use("acme/model").run(Map.of()).files()).hasSize(2);
        }
    }

    /** Whatever ends the hold at its limit, the output may still grow. */
    @Test
    void filesAreNotReturnedWhenTheHoldHasEnded() {
        createIsAnswered(json(201, processing("[" + FILE + "]")).withFixedDelay(1_000));
        getIsAnswered("p", json(200, Wire.succeeded("p", FILES)));
        assertThat(run(this.replicate, request -> request.preferWait(Duration.ofSeconds(1)))
                        .files())
                .hasSize(2);
    }

    @Test
    void filesAreNotReturnedIfTheCreateWasNotHeld() {
        createIsAnswered(json(201, processing("[" + FILE + "]")));
        getIsAnswered("p", json(200, Wire.succeeded("p", FILES)));
        assertThat(run(this.replicate, RunRequest.Builder::withoutPreferWait).files())
                .hasSize(2);
    }

    @Test
    @Timeout(60)
    void completionIsAwaitedOnRequest() {
        createIsAnswered(json(201, processing(FILE)));
        getIsAnswered("p", json(200, Wire.succeeded("p", FILE)));
        try (Replicate client = patientClient()) {
            assertThat(run(client, RunRequest.Builder::awaitCompletion)
                            .prediction()
                            .succeeded())
                    .isTrue();
        }
    }

    @Test
    @Timeout(60)
    void listenerReceivesAllStatesAlthoughFilesAreComplete() {
        createIsAnswered(json(201, processing(FILE)));
        getIsAnswered("p", json(200, Wire.succeeded("p", FILE)));
        List<String> states = new CopyOnWriteArrayList<>();
        try (Replicate client = patientClient()) {
            run(
                    client,
                    request -> request.preferWait(Duration.ofSeconds(30))
                            .onProgress(state -> states.add(String.valueOf(state.statusText()))));
        }
        assertThat(states).containsExactly("processing", "succeeded");
    }

    @Test
    void failedPredictionWithFilesFails() {
        createIsAnswered(json(201, Wire.prediction("p", "failed", FILE, "")));
        assertThatExceptionOfType(ModelException.class).isThrownBy(() -> run(this.replicate, request -> {}));
    }

    @Test
    void completionAfterwardsIsObserved() {
        List<String> statuses = new CopyOnWriteArrayList<>();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<PredictionObservationContext>() {

            @Override
            public void onStop(PredictionObservationContext context) {
                statuses.add(String.valueOf(context.getStatus()));
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof PredictionObservationContext;
            }
        });
        createIsAnswered(json(201, processing(FILE)));
        getIsAnswered("p", json(200, processing(FILE)), json(200, Wire.succeeded("p", FILE)));
        try (Replicate client = builder()
                .observePredictions(new PredictionObservations(registry, null))
                .build()) {
            run(client, request -> {});
            await().untilAsserted(() -> assertThat(statuses).containsExactly("succeeded"));
        }
    }

    @Test
    void completionAfterwardsIsRecordedInTheJournal() {
        FinishedTasks journal = new FinishedTasks();
        createIsAnswered(json(201, processing(FILE)));
        getIsAnswered("p", json(200, Wire.succeeded("p", FILE)));
        try (Replicate client = builder().journal(journal).build()) {
            run(client, request -> {});
            await().untilAsserted(() -> assertThat(journal.finished).containsExactly("succeeded"));
        }
    }

    /** Closing neither waits for the completion nor cancels the prediction. */
    @Test
    @Timeout(60)
    void closingRecordsTheLatestState() {
        FinishedTasks journal = new FinishedTasks();
        createIsAnswered(json(201, processing(FILE)));
        try (Replicate client = builder()
                .journal(journal)
                .run(run -> run.pollInterval(Duration.ofHours(1)))
                .build()) {
            run(client, request -> {});
        }
        assertThat(journal.finished).containsExactly("processing");
        assertThat(requests()).hasSize(1);
    }

    private static final class FinishedTasks implements CreateJournal {

        private final List<String> finished = new CopyOnWriteArrayList<>();

        @Override
        public Entry begin(JournaledCreate create) {
            return new Entry() {

                @Override
                public String id() {
                    return "entry";
                }

                @Override
                public void created(LongRunningTask task) {}

                @Override
                public void refused(String reason) {}

                @Override
                public void unknown(@Nullable String taskId, String reason) {}
            };
        }

        @Override
        public void finished(LongRunningTask task) {
            this.finished.add(String.valueOf(task.statusText()));
        }
    }
}
