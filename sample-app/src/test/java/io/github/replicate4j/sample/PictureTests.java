/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.submit.DurablePrediction;
import io.github.replicate4j.jdbc.submit.DurablePredictionFailedEvent;
import io.github.replicate4j.sample.pictures.Gallery;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class PictureTests {

    private static final String MODEL = "black-forest-labs/flux-schnell";

    @Autowired
    private PicturesApi pictures;

    @Autowired
    private RestTestClient page;

    @Autowired
    private ReplicateEmulator emulator;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Gallery gallery;

    @Autowired
    private Reconciler reconciler;

    @Autowired
    private ApplicationEventPublisher events;

    @AfterEach
    void forget() {
        SubmittedPictures.forget(this.database);
    }

    @Test
    void returnsAPictureForAPrompt() throws IOException {
        String id = this.pictures.create("a lighthouse at dusk");

        Map<String, Object> state = this.pictures.stateWhen(id, "succeeded");
        assertThat(state)
                .containsEntry("id", id)
                .containsEntry("prompt", "a lighthouse at dusk")
                .containsEntry("progress", 1.0)
                .containsEntry("image", "/api/pictures/" + id + "/image")
                .containsEntry("foundBy", "webhook")
                .doesNotContainKey("error");

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(this.pictures.image(id)));
        assertThat(image.getWidth()).isGreaterThan(100);
        assertThat(image.getHeight()).isGreaterThan(100);
        assertThat(this.emulator.requests().creates())
                .extracting(JournalEntry::input)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("prompt", "a lighthouse at dusk")
                .containsEntry("output_format", "png")
                .containsOnlyKeys("prompt", "output_format");
    }

    @Test
    void differentPromptsCreateDifferentPictures() {
        String one = this.pictures.create("a lighthouse at dusk");
        String other = this.pictures.create("a forest in the morning");

        this.pictures.stateWhen(one, "succeeded");
        this.pictures.stateWhen(other, "succeeded");
        assertThat(this.pictures.image(one)).isNotEqualTo(this.pictures.image(other));
    }

    @Test
    void returnsTheLocationOfTheCreatedPicture() {
        var response = this.pictures.send(Map.of("prompt", "  a cat  "));

        response.expectStatus().isAccepted();
        String location =
                response.expectBody().returnResult().getResponseHeaders().getFirst(HttpHeaders.LOCATION);
        assertThat(location).matches("/api/pictures/[a-z0-9-]{36}");
        this.pictures
                .get(location)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.prompt")
                .isEqualTo("a cat");
    }

    @Test
    void stateContainsTheProgress() {
        this.emulator
                .model(MODEL)
                .respond(script -> script.log(" 50%|█████     | 2/4 [00:00<00:00,  2.50it/s]")
                        .hang());
        String id = this.pictures.create("a cat");

        Map<String, Object> state = await().until(() -> this.pictures.state(id), each -> each.get("progress") != null);
        assertThat(state)
                .containsEntry("status", "processing")
                .containsEntry("progress", 0.5)
                .doesNotContainKeys("error", "image");
    }

    @Test
    void progressIsNullIfTheModelDoesNotReportIt() {
        this.emulator.model(MODEL).respond(script -> script.boot(Duration.ofMinutes(1)));
        String id = this.pictures.create("a cat");

        assertThat(this.pictures.stateWhen(id, "starting")).containsEntry("progress", null);
    }

    @Test
    void galleryContainsAPictureThatIsOlderThanManyFailedOnes() {
        this.pictures.stateWhen(this.pictures.create("a lighthouse"), "succeeded");
        for (int i = 0; i < 10; i++) {
            this.database
                    .sql("insert into picture (id, prompt, status, error, created_at, completed_at)"
                            + " values (?, 'a cat', 'failed', 'no memory', current_timestamp, current_timestamp)")
                    .param(UUID.randomUUID())
                    .update();
        }

        assertThat(this.gallery.newestPictures()).startsWith("a lighthouse");
    }

    @Test
    void imagesMayBeCachedButStatesMayNot() {
        String id = this.pictures.create("a cat");
        this.pictures.stateWhen(id, "succeeded");

        this.pictures.get("/api/pictures/" + id).expectHeader().valueEquals(HttpHeaders.CACHE_CONTROL, "no-store");
        this.pictures
                .get("/api/pictures/" + id + "/image")
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=86400, private, immutable");
    }

    @Test
    void imageIsNotFoundUntilThePictureIsReady() {
        this.emulator.model(MODEL).respond(script -> script.hang());
        String id = this.pictures.create("a cat");

        assertThat(PicturesApi.problem(this.pictures.get("/api/pictures/" + id + "/image"), 404))
                .containsEntry("detail", "The picture is not ready yet. Try again in a moment.");
    }

    @Test
    void showsTheErrorOfAFailedModel() {
        this.emulator.model(MODEL).respond(script -> script.fail("NSFW content detected"));
        String id = this.pictures.create("a cat");

        assertThat(this.pictures.stateWhen(id, "failed"))
                .containsEntry("error", "NSFW content detected")
                .doesNotContainKey("image");
        assertThat(PicturesApi.problem(this.pictures.get("/api/pictures/" + id + "/image"), 404))
                .containsEntry("detail", "NSFW content detected");
    }

    @Test
    void reportsAnErrorIfTheModelReturnsNoFile() {
        this.emulator.model(MODEL).respond(script -> script.outputValue("no picture"));
        String id = this.pictures.create("a cat");

        assertThat(this.pictures.stateWhen(id, "succeeded"))
                .containsKey("error")
                .doesNotContainKey("image");
    }

    @Test
    void announcesTheFailureOfAPictureThatIsAlreadyComplete() {
        this.emulator.model(MODEL).respond(script -> script.fail("NSFW content detected"));
        UUID id = UUID.randomUUID();
        createOnThePage(id);
        this.pictures.stateWhen(id.toString(), "failed");

        assertThat(createOnThePage(id))
                .contains("Picture failed: NSFW content detected")
                .doesNotContain("Creating picture");
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    @Test
    void pictureWhoseResponseWasLostIsFoundByItsReference() {
        UUID id = UUID.randomUUID();
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();

        requestOnThePage(id);

        this.pictures.stateWhen(id.toString(), "succeeded");
        assertThat(this.pictures.image(id.toString())).startsWith(0x89, 'P', 'N', 'G');
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    @Test
    void pictureWhoseCompletionNoWebhookReportsIsFoundByTheReconciler() {
        UUID id = UUID.randomUUID();
        this.emulator.webhooks().always(WebhookEventType.COMPLETED).drop();
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();

        requestOnThePage(id);
        this.pictures.stateWhen(id.toString(), "processing");

        assertThatTheReconcilerFinds(id.toString());
    }

    @Test
    void pictureWithoutAnyWebhookIsFoundByTheReconciler() {
        UUID id = UUID.randomUUID();
        this.emulator.webhooks().always().drop();
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        requestOnThePage(id);
        assertThat(this.pictures.stateWhen(id.toString(), "unknown").get("error"))
                .asString()
                .startsWith("The response was lost.");

        assertThatTheReconcilerFinds(id.toString());
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    @Test
    void pictureCanBeCanceledBeforeItIsSent() {
        UUID id = UUID.randomUUID();
        this.emulator.faults().always(Operation.MODELS_PREDICTIONS_CREATE).status(401);
        requestOnThePage(id);
        await().until(() -> this.pictures.state(id.toString()).containsKey("error"));
        assertThat(this.pictures.state(id.toString())).containsEntry("status", "queued");

        this.page
                .post()
                .uri("/pictures/" + id + "/cancel")
                .header("HX-Request", "true")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(this.pictures.state(id.toString())).containsEntry("status", "canceled");
        assertThat(this.emulator.predictions()).isEmpty();
    }

    @Test
    void failedCreateDoesNotChangeACompletedPicture() {
        String id = this.pictures.create("a cat");
        this.pictures.stateWhen(id, "succeeded");

        this.events.publishEvent(new DurablePredictionFailedEvent(
                new DurablePrediction(id, CreateState.EXPIRED, "p1", null, id, "too old")));

        assertThat(this.pictures.state(id)).containsEntry("status", "succeeded").containsKey("image");
    }

    @Test
    void failedRequestWithTheIdOfAPictureKeepsItsImage() {
        String id = this.pictures.create("a cat");
        this.pictures.stateWhen(id, "succeeded");
        this.database
                .sql("alter table picture add constraint refused check (prompt <> 'a cat') nocheck")
                .update();
        try {
            this.page
                    .post()
                    .uri("/pictures?prompt=a cat&id=" + id)
                    .header("HX-Request", "true")
                    .exchange()
                    .expectStatus()
                    .is5xxServerError();
        } finally {
            this.database.sql("alter table picture drop constraint refused").update();
        }

        assertThat(this.pictures.image(id)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void pictureIsFoundIfOnlyItsIdArrived() {
        this.emulator.webhooks().always().drop();
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).truncatedJson();

        String id = this.pictures.create("a cat");

        assertThatTheReconcilerFinds(id);
        assertThat(this.emulator.requests().creates()).hasSize(1);
    }

    private void assertThatTheReconcilerFinds(String id) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            SubmittedPictures.areDue(this.database);
            this.reconciler.reconcile();
            return this.pictures.state(id).containsKey("image");
        });
        assertThat(this.pictures.state(id)).containsEntry("foundBy", "reconciler");
    }

    private RestTestClient.ResponseSpec requestOnThePage(UUID id) {
        return this.page
                .post()
                .uri("/pictures?prompt=a cat&id=" + id)
                .header("HX-Request", "true")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private String createOnThePage(UUID id) {
        String response =
                requestOnThePage(id).expectBody(String.class).returnResult().getResponseBody();
        assertThat(response).isNotNull();
        return response;
    }
}
