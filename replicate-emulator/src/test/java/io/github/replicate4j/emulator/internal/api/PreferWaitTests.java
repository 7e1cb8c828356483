/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.Shape;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferWaitTests {

    private static final String PATH = "/models/acme/slow/predictions";

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual()).start();

    private final TestApi api = new TestApi(this.emulator);

    @BeforeEach
    void model() {
        this.emulator
                .model("acme/slow")
                .official()
                .respond(script -> script.boot(Duration.ofSeconds(10))
                        .pause(Duration.ofSeconds(10))
                        .output("done"));
    }

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void respondsOnCompletion() {
        CompletableFuture<HttpResponse<String>> response = create("wait");

        this.emulator.clock().advance(Duration.ofSeconds(19));
        assertThat(response).isNotDone();
        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(response.join().statusCode()).isEqualTo(201);
        assertThat(response.join().headers().firstValue("preference-applied")).hasValue("wait");
        assertThat(response.join().headers().firstValue("location")).isEmpty();
        assertThat(TestApi.json(response.join())).contains(entry("status", "succeeded"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 15, 25})
    void respondsAtTimeoutAsIfTheModelHadNotStarted(int seconds) {
        this.emulator
                .model("acme/slow")
                .respond(script -> script.boot(Duration.ofSeconds(10))
                        .log("working")
                        .pause(Duration.ofSeconds(10))
                        .output("partial")
                        .pause(Duration.ofSeconds(10))
                        .output("done"));
        CompletableFuture<HttpResponse<String>> response = create("wait=" + seconds);

        this.emulator.clock().advance(Duration.ofMinutes(1));

        assertThat(response.join().statusCode()).isEqualTo(202);
        assertThat(response.join().headers().firstValue("preference-applied")).hasValue("wait=" + seconds);
        Map<String, Object> prediction = TestApi.json(response.join());
        Shape.PREDICTION.check(prediction);
        assertThat(prediction)
                .contains(entry("status", "starting"), entry("output", null), entry("logs", ""))
                .doesNotContainKeys("started_at", "completed_at", "metrics");
        String location = response.join().headers().firstValue("location").orElseThrow();
        assertThat(TestApi.json(this.api.get(location))).contains(entry("status", "succeeded"));
    }

    @Test
    void defaultWaitIsSixtySeconds() {
        this.emulator.model("acme/slow").respond(ModelScript::hang);
        CompletableFuture<HttpResponse<String>> response = create("wait");

        this.emulator.clock().advance(Duration.ofSeconds(59));
        assertThat(response).isNotDone();
        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(response.join().statusCode()).isEqualTo(202);
    }

    @Test
    void immediateCompletionNeedsNoClock() {
        this.emulator.model("acme/quick").official().respond(script -> script.output("x"));

        assertThat(this.api.create("acme/quick", "Prefer", "wait")).contains(entry("status", "succeeded"));
    }

    @Test
    void cancelEndsTheWait() {
        CompletableFuture<HttpResponse<String>> response = create("wait");

        this.api.post("/predictions/" + this.emulator.running().get(0) + "/cancel", "");

        assertThat(TestApi.json(response.join())).contains(entry("status", "canceled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "return=minimal", "", "handling=lenient, respond-async"})
    void unknownPreferenceIsIgnored(String prefer) {
        HttpResponse<String> response = this.api.post(PATH, "{\"input\":{}}", "Prefer", prefer);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("preference-applied")).isEmpty();
        assertThat(TestApi.json(response)).contains(entry("status", "starting"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"return=minimal, wait=5|wait=5|5", "Wait=5; x=y|wait=5|5", "wait=99|wait=99|60"})
    void waitIsFoundAmongPreferences(String prefer, String applied, int seconds) {
        this.emulator.model("acme/slow").respond(ModelScript::hang);
        CompletableFuture<HttpResponse<String>> response = create(prefer);

        this.emulator.clock().advance(Duration.ofSeconds(seconds - 1));
        assertThat(response).isNotDone();
        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(response.join().headers().firstValue("preference-applied")).hasValue(applied);
    }

    @Test
    void fileModelRespondsBeforeCompletion() {
        this.emulator
                .model("acme/slow")
                .output(OutputType.FILES)
                .respond(script -> script.boot(Duration.ofSeconds(1))
                        .log("painting")
                        .outputFile(new byte[1], "png")
                        .metric("image_count", 1)
                        .succeed());
        CompletableFuture<HttpResponse<String>> response = create("wait");

        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertRecordedShape(response.join());
        Map<String, Object> completed =
                this.api.prediction(TestApi.json(response.join()).get("id"));
        assertThat(completed)
                .containsEntry("status", "succeeded")
                .containsEntry("output", TestApi.json(response.join()).get("output"))
                .containsEntry("logs", "painting\n")
                .containsKeys("started_at", "completed_at", "metrics");
    }

    @Test
    void undeclaredOutputFileIsEnough() {
        this.emulator.model("acme/painter").official().respond(script -> script.outputSingleFile(new byte[1], "png"));

        assertThat(this.api.create("acme/painter", "Prefer", "wait")).containsEntry("status", "processing");
        assertThat(this.emulator.running()).isEmpty();
    }

    @Test
    void undeclaredDataUrlIsEnough() {
        try (ReplicateEmulator dataUrls = ReplicateEmulator.builder()
                .clock(EmulatorClock.manual())
                .outputsAsDataUrls()
                .start()) {
            dataUrls.model("acme/painter").official().respond(script -> script.outputSingleFile(new byte[1], "png"));

            assertThat(new TestApi(dataUrls).create("acme/painter", "Prefer", "wait"))
                    .containsEntry("status", "processing")
                    .containsEntry("output", "data:image/png;base64,AA==");
        }
    }

    @Test
    void completionFollowsShortlyOnTheSystemClock() {
        try (ReplicateEmulator real = ReplicateEmulator.start()) {
            TestApi realApi = new TestApi(real);
            real.model("acme/painter").official().respond(script -> script.outputFile(new byte[1], "png"));

            Map<String, Object> created = realApi.create("acme/painter", "Prefer", "wait");

            assertThat(created).containsEntry("status", "processing");
            await().untilAsserted(() ->
                    assertThat(realApi.prediction(created.get("id"))).containsEntry("status", "succeeded"));
            Duration delay = Duration.between(
                    Instant.parse((String) created.get("created_at")),
                    real.predictions().get(0).completedAt());
            assertThat(delay).isBetween(Duration.ofMillis(100), Duration.ofSeconds(30));
        }
    }

    @Test
    void failureOfFileModelIsTerminal() {
        this.emulator
                .model("acme/slow")
                .output(OutputType.FILE)
                .respond(script -> script.outputSingleFile(new byte[1], "png").fail("E1001"));

        HttpResponse<String> response = this.api.post(PATH, "{\"input\":{}}", "Prefer", "wait");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(TestApi.json(response)).contains(entry("status", "failed"), entry("error", "E1001"));
    }

    @Test
    void fileModelCompletesImmediatelyIfNoCreateWaits() {
        this.emulator.model("acme/slow").respond(script -> script.outputFile(new byte[1], "png"));

        Object id = this.api.create("acme/slow").get("id");

        assertThat(this.api.prediction(id)).containsEntry("status", "succeeded");
    }

    @Test
    void scriptDeterminesWhenTheOutputIsComplete() {
        this.emulator
                .model("acme/slow")
                .respond(script -> script.output("a")
                        .output("")
                        .log("almost")
                        .outputComplete()
                        .pause(Duration.ofSeconds(3))
                        .succeed());

        HttpResponse<String> response = this.api.post(PATH, "{\"input\":{}}", "Prefer", "wait=10");

        assertRecordedShape(response);
        assertThat(TestApi.json(response)).containsEntry("output", List.of("a", ""));
        assertThat(response.headers().firstValue("preference-applied")).hasValue("wait=10");
        Object id = TestApi.json(response).get("id");
        assertThat(this.api.prediction(id))
                .contains(entry("status", "processing"), entry("logs", "almost\n"))
                .containsKey("started_at");
        this.emulator.clock().advance(Duration.ofSeconds(3));
        assertThat(this.api.prediction(id)).containsEntry("status", "succeeded").containsKey("completed_at");
    }

    @Test
    void completeOutputHasNoEffectIfNoCreateWaits() {
        this.emulator.model("acme/slow").respond(script -> script.output("a").outputComplete());

        assertThat(this.api.prediction(this.api.create("acme/slow").get("id"))).containsEntry("status", "succeeded");
    }

    /** As in all recorded responses to creates with {@code Prefer: wait}. */
    private static void assertRecordedShape(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("location")).isEmpty();
        Map<String, Object> prediction = TestApi.json(response);
        Shape.PREDICTION.check(prediction);
        assertThat(prediction)
                .contains(entry("status", "processing"), entry("logs", ""), entry("error", null))
                .doesNotContainKeys("started_at", "completed_at", "metrics");
        assertThat(prediction.get("output")).isNotNull();
    }

    private CompletableFuture<HttpResponse<String>> create(String prefer) {
        int before = this.emulator.running().size();
        CompletableFuture<HttpResponse<String>> response = this.api.postAsync(PATH, "{\"input\":{}}", "Prefer", prefer);
        await().until(() -> this.emulator.running().size() == before + 1);
        return response;
    }
}
