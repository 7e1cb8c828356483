/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.models.Visibility;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.trainings.Training;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The client has a method for each operation of the API. */
class EveryOperationTests {

    @Test
    void clientCallsEveryOperation() {
        try (ReplicateEmulator emulator =
                        ReplicateEmulator.builder().account("acme").start();
                Replicate client = Wire.builder(emulator.baseUrl().toString())
                        .bearerToken(emulator.token())
                        .build()) {
            models(client, emulator);
            predictions(client, emulator);
            deployments(client, emulator);
            trainings(client, emulator);
            files(client, emulator);
            client.account().get();
            client.hardware().list();
            client.collections().list();
            client.collections().get("text-to-image");
            client.search("hello");
            client.webhooks().defaultSecret();
            assertThat(emulator.requests().all())
                    .extracting(JournalEntry::operation)
                    .containsAll(Arrays.asList(Operation.values()));
        }
    }

    private static void models(Replicate client, ReplicateEmulator emulator) {
        client.models().list();
        client.models().search("hello");
        client.models()
                .create(model -> model.owner("acme")
                        .name("mine")
                        .visibility(Visibility.PRIVATE)
                        .hardware("cpu"));
        client.models().update("acme/mine", model -> model.description("new"));
        client.models().get("acme/mine");
        client.models().delete("acme/mine");
        client.models().readme("replicate/hello-world");
        client.models().examples().list("replicate/hello-world");
        client.models().versions().list("replicate/hello-world");
        String version = emulator.model("acme/private").versionId();
        client.models().versions().get("acme/private", version);
        // Other tests check the result.
        catchThrowable(() -> client.models().versions().delete("acme/private", version));
    }

    private static void predictions(Replicate client, ReplicateEmulator emulator) {
        emulator.model("acme/echo")
                .official()
                .streams()
                .respond(script -> script.pause(Duration.ofMillis(200))
                        .output("one ")
                        .output("two")
                        .succeed());
        var created = client.models().predictions().create("acme/echo", request -> request.input(Map.of()));
        client.predictions()
                .create(request ->
                        request.version(emulator.model("acme/echo").versionId()).input(Map.of()));
        client.predictions().list();
        client.predictions().get(created.id());
        client.predictions().cancel(created.id());
        try (Stream<String> tokens = client.use("acme/echo").stream(Map.of())) {
            assertThat(tokens).containsExactly("one ", "two");
        }
        client.run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse"))
                .file()
                .bytes();
    }

    private static void deployments(Replicate client, ReplicateEmulator emulator) {
        client.deployments().list();
        client.deployments()
                .create(deployment -> deployment
                        .name("app")
                        .model("acme/echo")
                        .version(emulator.model("acme/echo").versionId())
                        .hardware("cpu")
                        .minInstances(0)
                        .maxInstances(1));
        client.deployments().get("acme/app");
        client.deployments().update("acme/app", deployment -> deployment.maxInstances(2));
        client.deployments().delete("acme/app");
        client.deployments().predictions().create("emulator/pictures", request -> request.input("prompt", "x"));
    }

    private static void trainings(Replicate client, ReplicateEmulator emulator) {
        client.models()
                .create(model -> model.owner("acme")
                        .name("trained")
                        .visibility(Visibility.PRIVATE)
                        .hardware("cpu"));
        Training training = client.trainings()
                .create(
                        "emulator/trainer",
                        emulator.model("emulator/trainer").versionId(),
                        request -> request.destination("acme/trained")
                                .input("train_data", "https://example.com/images.zip"));
        client.trainings().list();
        client.trainings().get(training.id());
        client.trainings().cancel(training.id());
    }

    private static void files(Replicate client, ReplicateEmulator emulator) {
        UploadedFile file =
                client.files().create(upload -> upload.content(new byte[] {1}).filename("a.txt"));
        client.files().list();
        client.files().get(file.id());
        client.files()
                .download(download -> download.id(file.id())
                        .owner("acme")
                        .expiry(Instant.now().plusSeconds(600))
                        .signingSecret(emulator.filesSigningSecret()))
                .bytes();
        client.files().delete(file.id());
    }
}
