/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.ErrorResponse;
import io.github.replicate4j.error.Problem;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.sample.problems.Problems;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
@ExtendWith(OutputCaptureExtension.class)
class ReplicateErrorTests {

    @Autowired
    private PicturesApi pictures;

    @Autowired
    private ReplicateEmulator emulator;

    @Autowired
    private RestTestClient page;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Reconciler reconciler;

    @LocalServerPort
    private int port;

    @AfterEach
    void forget() {
        SubmittedPictures.forget(this.database);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 502, Replicate error",
        "401, 502, API token rejected",
        "402, 502, No credit",
        "403, 502, Replicate error",
        "404, 404, Not found",
        "422, 502, Request rejected",
        "500, 502, Replicate error"
    })
    void mapsErrorsOfReplicateToProblems(int atReplicate, int status, String title) {
        String id = running();
        this.emulator
                .faults()
                .next(Operation.PREDICTIONS_CANCEL)
                .status(atReplicate)
                .body("application/json", "{\"detail\": \"hidden\"}");

        Map<String, Object> problem = PicturesApi.problem(cancel(id), status);

        assertThat(problem).containsEntry("title", title);
        assertThat(problem.toString()).doesNotContain("hidden", this.emulator.token());
    }

    @Test
    void rateLimitReturnsRetryAfter() {
        String id = running();
        this.emulator.faults().next(Operation.PREDICTIONS_CANCEL).status(429).retryAfter(Duration.ofSeconds(7));

        RestTestClient.ResponseSpec response = cancel(id);

        response.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "7");
        assertThat(PicturesApi.problem(response, 503).get("detail"))
                .isEqualTo("Replicate's rate limit is exceeded. Try again in 7 s.");
    }

    @Test
    void retryAfterIsRoundedUp() {
        ErrorResponse response = new ErrorResponse("predictions.cancel", 429, new HttpHeaders(), "", Problem.NONE);
        RateLimitException limited = new RateLimitException("x", response, Duration.ofNanos(1_000_500_000));

        assertThat(Problems.of(limited).getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void showsThatARequestWasRejected(int status) {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(status);

        Map<String, Object> state = this.pictures.stateWhen(this.pictures.create("a cat"), "lost");

        assertThat(state.get("error")).asString().contains(String.valueOf(status));
        assertThat(state).doesNotContainKey("image");
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 429})
    void showsThatARequestIsSentAgain(int status) {
        this.emulator
                .faults()
                .next(Operation.MODELS_PREDICTIONS_CREATE)
                .status(status)
                .retryAfter(Duration.ofSeconds(2));
        String id = this.pictures.create("a cat");

        Map<String, Object> state = await().until(() -> this.pictures.state(id), each -> each.containsKey("error"));
        assertThat(state).containsEntry("status", "queued");
        assertThat(state.toString()).doesNotContain(this.emulator.token());
        this.pictures.stateWhen(id, "succeeded");
        assertThat(this.emulator.requests().creates()).hasSize(2);
    }

    @Test
    void requestWhoseResponseIsLostIsNotRetried() {
        this.emulator.webhooks().always().drop();
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();

        this.pictures.stateWhen(this.pictures.create("a cat"), "unknown");
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    @Test
    void lostConnectionIsNotLoggedWithAStackTrace(CapturedOutput output) {
        this.emulator.webhooks().always().drop();
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();

        this.pictures.stateWhen(this.pictures.create("a cat"), "unknown");

        assertThat(output).doesNotContain("\tat ");
    }

    @Test
    void pictureSurvivesBrokenConnections() {
        this.emulator.webhooks().always().drop();
        this.emulator.faults().next(3, Operation.PREDICTIONS_GET).resetBeforeResponse();

        String id = this.pictures.create("a cat");
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            SubmittedPictures.areDue(this.database);
            this.reconciler.reconcile();
            return this.pictures.state(id).containsKey("image");
        });
        assertThat(this.pictures.state(id)).containsEntry("status", "succeeded");
    }

    @Test
    void unknownIdIsNotFound() {
        assertThat(PicturesApi.problem(this.pictures.get("/api/pictures/nosuchid"), 404))
                .containsEntry("detail", "No picture has this id.");
        assertThat(PicturesApi.problem(this.pictures.get("/api/pictures/nosuchid/image"), 404))
                .containsEntry("detail", "No picture has this id.");
    }

    @Test
    void reportsAnImageThatCannotBeDownloaded() {
        this.emulator.faults().always(Operation.OUTPUT_FILE).status(404);
        String id = this.pictures.create("a cat");

        assertThat(this.pictures.stateWhen(id, "succeeded"))
                .containsEntry("error", "The picture was generated but could not be downloaded.")
                .doesNotContainKey("image");
        PicturesApi.problem(this.pictures.get("/api/pictures/" + id + "/image"), 404);
    }

    @Test
    void downloadsAnIncompleteImageAgain() {
        this.emulator.faults().next(Operation.OUTPUT_FILE).tornBody();

        String id = this.pictures.create("a cat");

        assertThat(this.pictures.stateWhen(id, "succeeded")).containsKey("image");
        assertThat(this.pictures.image(id)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void pictureIsLostIfReplicateNoLongerHasThePrediction() {
        this.emulator.model("black-forest-labs/flux-schnell").respond(script -> script.hang());
        String id = this.pictures.create("a cat");
        this.emulator.faults().always(Operation.PREDICTIONS_GET).status(404);

        assertThat(this.pictures.stateWhen(id, "lost"))
                .containsEntry("error", "Replicate no longer has this prediction.");
    }

    @Test
    void toleratesClientsThatCloseTheConnection() throws Exception {
        String id = ready();
        for (int i = 0; i < 20; i++) {
            HttpClient.newHttpClient()
                    .send(image(id), HttpResponse.BodyHandlers.ofInputStream())
                    .body()
                    .close();
        }

        assertThat(this.pictures.image(id)).isNotEmpty();
    }

    private String running() {
        this.emulator.model("black-forest-labs/flux-schnell").respond(script -> script.hang());
        String id = this.pictures.create("a cat");
        this.pictures.stateWhen(id, "processing");
        return id;
    }

    private RestTestClient.ResponseSpec cancel(String id) {
        return this.page
                .post()
                .uri("/pictures/" + id + "/cancel")
                .header("HX-Request", "true")
                .exchange();
    }

    private String ready() {
        String id = this.pictures.create("a cat");
        this.pictures.stateWhen(id, "succeeded");
        return id;
    }

    private HttpRequest image(String id) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/pictures/" + id + "/image"))
                .build();
    }
}
