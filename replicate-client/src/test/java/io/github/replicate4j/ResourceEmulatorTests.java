/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.account.Account;
import io.github.replicate4j.collections.ModelCollection;
import io.github.replicate4j.deployments.Deployment;
import io.github.replicate4j.deployments.DeploymentRequest;
import io.github.replicate4j.deployments.DeploymentUpdateRequest;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.hardware.Hardware;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelListRequest;
import io.github.replicate4j.models.ModelListRequest.SortBy;
import io.github.replicate4j.models.ModelListRequest.SortDirection;
import io.github.replicate4j.models.ModelRequest;
import io.github.replicate4j.models.ModelUpdateRequest;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.models.Visibility;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.search.SearchResults;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.trainings.TrainingRequest;
import io.github.replicate4j.webhook.WebhookSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations other than predictions, against the emulator. */
class ResourceEmulatorTests {

    private ReplicateEmulator emulator;

    private Replicate replicate;

    @BeforeEach
    void start() {
        this.emulator = ReplicateEmulator.builder().account("acme").pageSize(2).start();
        this.replicate = Wire.builder(this.emulator.baseUrl().toString())
                .bearerToken(this.emulator.token())
                .build();
    }

    @AfterEach
    void stop() {
        this.replicate.close();
        this.emulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void readsCatalog(ClientStyle style) {
        Account account = style.call(
                this.replicate, c -> c.account().get(), c -> c.account().get());
        assertThat(account.username()).isEqualTo("acme");
        List<Hardware> hardware = style.call(
                this.replicate, c -> c.hardware().list(), c -> c.hardware().list());
        assertThat(hardware).extracting(Hardware::sku).contains("cpu");
        List<ModelCollection> collections = style.list(
                this.replicate,
                c -> c.collections().list(),
                c -> c.collections().list());
        assertThat(collections).extracting(ModelCollection::slug).contains("text-to-image", "try-for-free");
        ModelCollection images = style.call(
                this.replicate,
                c -> c.collections().get("text-to-image"),
                c -> c.collections().get("text-to-image"));
        assertThat(images.fullDescription()).contains("Overview");
        assertThat(images.models()).extracting(Model::name).contains("flux-schnell");
        List<Model> models = style.call(
                this.replicate,
                c -> c.collections().models("text-to-image"),
                c -> c.collections().models("text-to-image"));
        assertThat(models).isEqualTo(images.models());
        SearchResults found = style.call(
                this.replicate,
                c -> c.search(request -> request.query("image").limit(1)),
                c -> c.search(request -> request.query("image").limit(1)));
        assertThat(found.collections()).isNotEmpty();
        assertThat(found.models()).hasSizeLessThanOrEqualTo(1);
        WebhookSecret secret = style.call(
                this.replicate,
                c -> c.webhooks().defaultSecret(),
                c -> c.webhooks().defaultSecret());
        assertThat(secret.key()).isEqualTo(this.emulator.webhookSecret());
    }

    @ParameterizedTest
    @EnumSource
    void createsUpdatesAndDeletesModel(ClientStyle style) {
        ModelRequest request = ModelRequest.builder()
                .owner("acme")
                .name("Hot-Dog_1.0")
                .visibility(Visibility.PRIVATE)
                .hardware("cpu")
                .description("Detects")
                .githubUrl("https://github.com/acme/hot-dog")
                .build();
        Model created = style.call(
                this.replicate, c -> c.models().create(request), c -> c.models().create(request));
        assertThat(created.visibility()).isEqualTo("private");
        assertThat(created.latestVersion()).isNull();
        ModelUpdateRequest change = ModelUpdateRequest.builder()
                .readme("# Hot dog\n\nÜber.")
                .githubUrl("https://github.com/acme/hotter-dog")
                .build();
        style.call(
                this.replicate,
                c -> c.models().update("acme/Hot-Dog_1.0", change),
                c -> c.models().update("acme/Hot-Dog_1.0", change));
        Model changed = style.call(
                this.replicate,
                c -> c.models().get("acme/Hot-Dog_1.0"),
                c -> c.models().get("acme/Hot-Dog_1.0"));
        assertThat(changed.githubUrl()).isEqualTo("https://github.com/acme/hotter-dog");
        assertThat(changed.description()).isEqualTo("Detects");
        assertThatExceptionOfType(UnprocessableEntityException.class)
                .isThrownBy(() -> style.call(
                        this.replicate,
                        c -> c.models().update("acme/Hot-Dog_1.0", update -> update.githubUrl(null)),
                        c -> c.models().update("acme/Hot-Dog_1.0", update -> update.githubUrl(null))))
                .withMessageContaining("github_url");
        String readme = style.call(
                this.replicate,
                c -> c.models().readme("acme/Hot-Dog_1.0"),
                c -> c.models().readme("acme/Hot-Dog_1.0"));
        assertThat(readme).isEqualTo("# Hot dog\n\nÜber.");
        this.emulator.faults().next(Operation.MODELS_DELETE).lostResponse();
        style.run(
                this.replicate,
                c -> c.models().delete("acme/Hot-Dog_1.0"),
                c -> c.models().delete("acme/Hot-Dog_1.0"));
        assertThat(this.emulator.requests().to(Operation.MODELS_DELETE)).hasSize(2);
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> style.call(
                        this.replicate,
                        c -> c.models().get("acme/Hot-Dog_1.0"),
                        c -> c.models().get("acme/Hot-Dog_1.0")));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> style.run(
                        this.replicate,
                        c -> c.models().delete("acme/Hot-Dog_1.0"),
                        c -> c.models().delete("acme/Hot-Dog_1.0")));
    }

    @ParameterizedTest
    @EnumSource
    void listsAndSearchesModelsOnSeveralPages(ClientStyle style) {
        IntStream.range(0, 5)
                .forEach(i -> this.emulator.model("acme/zebra-" + i).description("draws zebras"));
        this.emulator
                .model("acme/zebra-0")
                .example(Map.of("n", 1), "one")
                .example(Map.of("n", 2), "two")
                .example(Map.of("n", 3), "three");
        List<Model> found = style.list(
                this.replicate, c -> c.models().search("zebra"), c -> c.models().search("zebra"));
        assertThat(found)
                .extracting(Model::name)
                .containsExactlyInAnyOrder("zebra-0", "zebra-1", "zebra-2", "zebra-3", "zebra-4");
        List<Model> all = style.list(
                this.replicate, c -> c.models().list(), c -> c.models().list());
        assertThat(all).hasSizeGreaterThan(5);
        ModelListRequest oldestFirst = new ModelListRequest(SortBy.MODEL_CREATED_AT, SortDirection.ASC);
        List<Model> sorted = style.list(
                this.replicate,
                c -> c.models().list(oldestFirst),
                c -> c.models().list(oldestFirst));
        assertThat(sorted).hasSameSizeAs(all);
        assertThat(sorted.get(sorted.size() - 1).name()).startsWith("zebra");
        List<Prediction> examples = style.list(
                this.replicate,
                c -> c.models().examples().list("acme/zebra-0"),
                c -> c.models().examples().list("acme/zebra-0"));
        assertThat(examples).extracting(Prediction::output).containsExactlyInAnyOrder("one", "two", "three");
    }

    @ParameterizedTest
    @EnumSource
    void createsUpdatesAndDeletesDeployment(ClientStyle style) {
        String version = this.emulator
                .model("acme/echo")
                .respond(script -> script.output("x").succeed())
                .versionId();
        DeploymentRequest request = DeploymentRequest.builder()
                .name("my-app")
                .model("acme/echo")
                .version(version)
                .hardware("cpu")
                .minInstances(0)
                .maxInstances(3)
                .build();
        Deployment created = style.call(
                this.replicate,
                c -> c.deployments().create(request),
                c -> c.deployments().create(request));
        assertThat(created.currentRelease().number()).isEqualTo(1);
        assertThat(created.currentRelease().createdBy().username()).isEqualTo("acme");
        DeploymentUpdateRequest more =
                DeploymentUpdateRequest.builder().maxInstances(5).build();
        style.call(
                this.replicate,
                c -> c.deployments().update("acme/my-app", more),
                c -> c.deployments().update("acme/my-app", more));
        Deployment changed = style.call(
                this.replicate,
                c -> c.deployments().get("acme/my-app"),
                c -> c.deployments().get("acme/my-app"));
        assertThat(changed.currentRelease().number()).isEqualTo(2);
        assertThat(changed.currentRelease().configuration().maxInstances()).isEqualTo(5);
        assertThat(changed.currentRelease().configuration().hardware()).isEqualTo("cpu");
        assertThat(style.list(
                        this.replicate,
                        c -> c.deployments().list(),
                        c -> c.deployments().list()))
                .first()
                .isEqualTo(changed);
        DeploymentUpdateRequest tooMany =
                DeploymentUpdateRequest.builder().maxInstances(1000).build();
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> style.call(
                        this.replicate,
                        c -> c.deployments().update("acme/my-app", tooMany),
                        c -> c.deployments().update("acme/my-app", tooMany)))
                .withMessageContaining("max_instances");
        style.run(
                this.replicate,
                c -> c.deployments().delete("acme/my-app"),
                c -> c.deployments().delete("acme/my-app"));
        assertThat(style.list(
                        this.replicate,
                        c -> c.deployments().list(),
                        c -> c.deployments().list()))
                .extracting(Deployment::name)
                .isNotEmpty()
                .doesNotContain("my-app");
    }

    @ParameterizedTest
    @EnumSource
    void trainingCreatesRunnableVersion(ClientStyle style) {
        String base = this.emulator
                .model("acme/trainer")
                .train((input, script) ->
                        script.log(" 50%|#####     | 1/2 [00:01<00:01]\n").succeed())
                .respond(script -> script.output("trained").succeed())
                .versionId();
        this.emulator.model("acme/mine").asPrivate();
        TrainingRequest request = TrainingRequest.builder()
                .destination("acme/mine")
                .input("train_data", "https://example.com/images.zip")
                .build();
        Training created = style.call(
                this.replicate,
                c -> c.trainings().create("acme/trainer", base, request),
                c -> c.trainings().create("acme/trainer", base, request));
        Training completed = style.call(
                this.replicate,
                c -> c.trainings().await(created.id(), Duration.ofSeconds(30)),
                c -> c.trainings().await(created.id(), Duration.ofSeconds(30)));
        assertThat(completed.succeeded()).isTrue();
        assertThat(completed.progress().percentage()).isEqualTo(0.5);
        assertThat(completed.trainedVersion()).startsWith("acme/mine:");
        assertThat(completed.weights()).isNotNull();
        assertThat(this.replicate.run(completed.trainedVersion(), Map.of()).text())
                .isEqualTo("trained");
        assertThat(style.list(
                        this.replicate,
                        c -> c.trainings().list(),
                        c -> c.trainings().list()))
                .extracting(Training::id)
                .containsExactly(created.id());
        String trained = completed.trainedVersion().substring("acme/mine:".length());
        ModelVersion version = style.call(
                this.replicate,
                c -> c.models().versions().get("acme/mine", trained),
                c -> c.models().versions().get("acme/mine", trained));
        assertThat(version.openapiSchema()).isNotEmpty();
        List<ModelVersion> versions = style.list(
                this.replicate,
                c -> c.models().versions().list("acme/mine"),
                c -> c.models().versions().list("acme/mine"));
        assertThat(versions).first().isEqualTo(version);
        style.run(
                this.replicate,
                c -> c.models().versions().delete("acme/mine", trained),
                c -> c.models().versions().delete("acme/mine", trained));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> this.replicate.models().versions().get("acme/mine", trained));
    }

    @ParameterizedTest
    @EnumSource
    void cancelsTraining(ClientStyle style) {
        String base = this.emulator
                .model("acme/trainer")
                .train((input, script) -> script.hang())
                .versionId();
        this.emulator.model("acme/mine").asPrivate();
        TrainingRequest request = TrainingRequest.builder()
                .destination("acme/mine")
                .input(Map.of())
                .build();
        Training created = style.call(
                this.replicate,
                c -> c.trainings().create("acme/trainer", base, request),
                c -> c.trainings().create("acme/trainer", base, request));
        style.call(
                this.replicate,
                c -> c.trainings().cancel(created.id()),
                c -> c.trainings().cancel(created.id()));
        await().until(() -> this.replicate.trainings().get(created.id()).isTerminal());
        TrainingRequest nowhere = TrainingRequest.builder()
                .destination("acme/nowhere")
                .input(Map.of())
                .build();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> style.call(
                        this.replicate,
                        c -> c.trainings().create("acme/trainer", base, nowhere),
                        c -> c.trainings().create("acme/trainer", base, nowhere)))
                .withMessageContaining("destination does not exist");
    }

    @ParameterizedTest
    @EnumSource
    void listsPredictionsByTimeAndSource(ClientStyle style) {
        this.emulator
                .model("acme/echo")
                .official()
                .respond(script -> script.output("x").succeed());
        IntStream.range(0, 3).forEach(i -> this.replicate.run("acme/echo", Map.of()));
        Instant soon = Instant.now().plus(Duration.ofHours(1));
        assertThat(style.list(
                        this.replicate,
                        c -> c.predictions().list(r -> r.createdBefore(soon)),
                        c -> c.predictions().list(r -> r.createdBefore(soon))))
                .hasSize(3);
        assertThat(style.list(
                        this.replicate,
                        c -> c.predictions().list(r -> r.createdAfter(soon)),
                        c -> c.predictions().list(r -> r.createdAfter(soon))))
                .isEmpty();
        assertThat(style.list(
                        this.replicate,
                        c -> c.predictions().list(r -> r.source("web")),
                        c -> c.predictions().list(r -> r.source("web"))))
                .isEmpty();
    }
}
