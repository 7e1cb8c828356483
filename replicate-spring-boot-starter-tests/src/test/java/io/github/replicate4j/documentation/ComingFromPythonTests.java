/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.webhook.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;

/** Tests for the code of {@code docs/coming-from-python.md}. */
@SpringBootTest
@AutoConfigureReplicateEmulator
class ComingFromPythonTests {

    @Autowired
    Replicate replicate;

    @Autowired
    AsyncReplicate asyncReplicate;

    @Autowired
    ReplicateEmulator emulator;

    @TempDir
    Path folder;

    private ComingFromPython examples;

    @BeforeEach
    void prepare() throws Exception {
        this.examples = new ComingFromPython(this.replicate);
        this.emulator
                .model("acme/captioner")
                .official()
                .respond((input, script) -> script.output("a caption").succeed());
        Files.write(this.folder.resolve("image.jpg"), new byte[] {1, 2, 3});
    }

    private String version(String model) {
        return this.emulator.model(model).versionId();
    }

    @Test
    void createsClients() {
        try (Replicate client = ComingFromPython.client()) {
            String baseUrl = System.getenv().getOrDefault("REPLICATE_BASE_URL", "https://api.replicate.com/v1");
            assertThat(client).hasToString("Replicate[" + baseUrl + "]");
        }
        try (Replicate client =
                ComingFromPython.clientWithToken(this.emulator.baseUrl().toString(), this.emulator.token())) {
            assertThat(client.account().get().username()).isNotBlank();
        }
    }

    @Test
    void runsModels() {
        assertThat(this.examples.run()).hasSize(1);
        assertThat(this.examples.runWithLimits().file().bytes()).isNotEmpty();
        assertThat(this.examples.runWithFile(this.folder).text()).isEqualTo("a caption");
    }

    @Test
    void usesModelsAsFunctions() {
        assertThat(this.examples.use()).hasSize(1);
        assertThat(this.examples.useAndWaitLater()).isNotBlank();
        assertThat(this.examples.schema()).containsKey("components");
    }

    @Test
    void streamsTokens() {
        String streamed = this.examples.stream();
        assertThat(streamed).isNotBlank().isEqualTo(this.examples.useAndWaitLater());
        assertThat(this.examples.streamOfAPrediction(this.examples.create())).isEqualTo(streamed);
    }

    @Test
    void createsReadsAwaitsAndCancelsPredictions() {
        Prediction prediction = this.examples.create();
        assertThat(this.examples.get(prediction.id())).isNotEqualTo(PredictionStatus.UNKNOWN);
        assertThat(this.examples.await(prediction).succeeded()).isTrue();
        assertThat(this.examples.await(this.examples.createOfVersion()).output())
                .isEqualTo("hello Alice");
        assertThat(this.examples.createOnDeployment().deployment()).isEqualTo("emulator/pictures");
        Prediction slow = this.replicate.use("emulator/slow").create(Map.of("seconds", 60));
        assertThat(this.examples.cancel(slow).status()).isIn(PredictionStatus.CANCELED, PredictionStatus.ABORTED);
    }

    @Test
    void usesTheReactiveClient() {
        String id = this.examples.create().id();
        assertThat(ComingFromPython.async(this.asyncReplicate, id).collectList().block())
                .isNotEmpty();
    }

    @Test
    void handlesErrors() {
        this.emulator.model("acme/captioner").official().respond(script -> script.fail("out of memory"));
        assertThat(this.examples.errors(Map.of())).isEqualTo("Model failed: out of memory");
        this.emulator.faults().next().status(404);
        assertThat(this.examples.errors(Map.of())).startsWith("Not found: ");
        this.emulator.faults().next(3).status(429).retryAfter(java.time.Duration.ofSeconds(61));
        assertThat(this.examples.errors(Map.of())).startsWith("Rate limited, try again in PT1M1S");
        this.emulator.faults().clear();
        this.emulator.faults().next().status(402);
        assertThat(this.examples.errors(Map.of())).startsWith("API error 402: ");
    }

    @Test
    void pagesLists() {
        this.examples.create();
        this.examples.create();
        assertThat(this.examples.pages()).isEqualTo(2).isEqualTo(this.examples.pageByPage());
    }

    @Test
    void readsModelsAndCollections() {
        assertThat(this.examples.models()).contains("replicate/hello-world", "black-forest-labs/flux-schnell");
        assertThat(this.examples.collections()).isNotEmpty();
        assertThat(this.examples.webhookSecret().key()).startsWith("whsec_");
    }

    @Test
    void verifiesWebhooks() {
        byte[] body = "{\"id\":\"abc\",\"status\":\"succeeded\"}".getBytes(StandardCharsets.UTF_8);
        HttpHeaders headers = new HttpHeaders();
        new WebhookSigner(this.examples.webhookSecret()).headers("msg_1", body).forEach(headers::set);
        assertThat(this.examples.webhook(headers, body).succeeded()).isTrue();
        headers.set("webhook-id", "msg_2");
        assertThatExceptionOfType(WebhookRejectedException.class)
                .isThrownBy(() -> this.examples.webhook(headers, body));
    }

    @Test
    void trainsModels() {
        this.replicate
                .models()
                .create(model -> model.owner("emulator")
                        .name("trained")
                        .visibility(io.github.replicate4j.models.Visibility.PRIVATE)
                        .hardware("gpu-t4"));
        Training training = this.examples.train(version("emulator/trainer"));
        assertThat(training.succeeded()).isTrue();
        assertThat(this.examples.cancelTraining(training).id()).isEqualTo(training.id());
    }

    @Test
    void uploadsFiles() {
        assertThat(this.examples.upload(this.folder)).startsWith(this.emulator.baseUrl() + "/files/");
        assertThat(this.examples.uploadBytes(new byte[] {1, 2}).metadata()).containsEntry("customer", "42");
    }

    @Test
    void usesCustomHttpClientAndOptions() {
        String id = this.examples.create().id();
        try (Replicate client =
                ComingFromPython.httpClient(this.emulator.baseUrl().toString(), this.emulator.token())) {
            assertThat(client.predictions().get(id).id()).isEqualTo(id);
        }
        assertThat(this.examples.options(id).id()).isEqualTo(id);
        assertThat(this.emulator.requests().all())
                .last()
                .satisfies(request -> assertThat(request.header("X-Team")).isEqualTo("posters"));
        assertThat(this.examples.extraBody().input()).containsEntry("text", "Bob");
    }

    @Test
    void readsRawAndStreamedResponses() {
        String id = this.examples.create().id();
        await().until(() -> this.emulator.running().isEmpty());
        assertThat(this.examples.raw(id)).isTrue();
        assertThat(this.examples.streamingResponse(id)).isPositive();
        assertThat(this.examples.undocumented().get("username")).isNotNull();
        try (Replicate strict = ComingFromPython.strict(this.emulator.baseUrl().toString(), this.emulator.token())) {
            assertThat(strict.predictions().get(id).id()).isEqualTo(id);
        }
    }
}
