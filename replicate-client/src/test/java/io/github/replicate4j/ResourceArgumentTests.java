/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.deployments.DeploymentRequest;
import io.github.replicate4j.models.ModelRequest;
import io.github.replicate4j.models.ModelUpdateRequest;
import io.github.replicate4j.models.Visibility;
import io.github.replicate4j.predictions.PredictionListRequest;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.WireMockTest;
import io.github.replicate4j.trainings.TrainingRequest;
import io.github.replicate4j.webhook.WebhookEventType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both clients refuse invalid arguments immediately, before a request is sent. */
class ResourceArgumentTests extends WireMockTest {

    private static final TrainingRequest TRAINING =
            TrainingRequest.builder().destination("me/mine").input(Map.of()).build();

    private static final ModelUpdateRequest CHANGE =
            ModelUpdateRequest.builder().description("d").build();

    private void refused(String argument, Consumer<Replicate> blocking, Consumer<AsyncReplicate> reactive) {
        anyRequestIsAnswered(json(200, "{\"id\":\"abc\"}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> blocking.accept(this.replicate))
                .withMessageContaining(argument);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reactive.accept(this.replicate.async()))
                .withMessageContaining(argument);
        assertThat(requests()).isEmpty();
    }

    private static void refused(String argument, Supplier<?> build) {
        assertThatIllegalArgumentException().isThrownBy(build::get).withMessageContaining(argument);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "owner",
                "owner/",
                "/name",
                "owner/name/more",
                "owner/name:v1",
                "owner/name:a:b",
                "owner/..",
                "../name",
                "./name",
                "owner/name?x=y",
                "owner/name#x",
                "owner/na me",
                "owner/näme",
                "owner\n/name",
                "owner/%2e%2e",
                "https://replicate.com/owner/name"
            })
    void malformedNameIsRefused(String name) {
        refused("model", c -> c.models().get(name), c -> c.models().get(name));
        refused("model", c -> c.models().delete(name), c -> c.models().delete(name));
        refused("model", c -> c.models().update(name, CHANGE), c -> c.models().update(name, CHANGE));
        refused("model", c -> c.models().readme(name), c -> c.models().readme(name));
        refused(
                "model",
                c -> c.models().examples().list(name),
                c -> c.models().examples().list(name));
        refused(
                "model",
                c -> c.models().versions().list(name),
                c -> c.models().versions().list(name));
        refused(
                "model",
                c -> c.models().versions().get(name, "v"),
                c -> c.models().versions().get(name, "v"));
        refused(
                "model",
                c -> c.models().versions().delete(name, "v"),
                c -> c.models().versions().delete(name, "v"));
        refused(
                "model",
                c -> c.trainings().create(name, "v", TRAINING),
                c -> c.trainings().create(name, "v", TRAINING));
        refused(
                "deployment",
                c -> c.deployments().get(name),
                c -> c.deployments().get(name));
        refused(
                "deployment",
                c -> c.deployments().delete(name),
                c -> c.deployments().delete(name));
        refused(
                "deployment",
                c -> c.deployments().update(name, r -> r.maxInstances(1)),
                c -> c.deployments().update(name, r -> r.maxInstances(1)));
        refused(
                "destination",
                () -> TrainingRequest.builder()
                        .destination(name)
                        .input(Map.of())
                        .build());
        refused("model", () -> deployment().model(name).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Owner-1/na.me_2", "a/b", "UPPER/lower", "o_o/n.n.n", "a-b/.c"})
    void namesMayContainDotsUnderscoresAndUpperCase(String name) {
        anyRequestIsAnswered(json(200, "{}"));
        this.replicate.models().get(name);
        this.replicate.models().readme(name);
        this.replicate.models().versions().delete(name, "v1");
        this.replicate.deployments().get(name);
        assertThat(requests())
                .extracting(request -> request.getUrl())
                .containsExactlyInAnyOrder(
                        "/v1/models/" + name,
                        "/v1/models/" + name + "/readme",
                        "/v1/models/" + name + "/versions/v1",
                        "/v1/deployments/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", ".", ".."})
    void idThatIsNotPathSegmentIsRefused(String id) {
        refused("id", c -> c.trainings().get(id), c -> c.trainings().get(id));
        refused("id", c -> c.trainings().cancel(id), c -> c.trainings().cancel(id));
        refused("id", c -> c.trainings().await(id), c -> c.trainings().await(id));
        refused("slug", c -> c.collections().get(id), c -> c.collections().get(id));
        refused("slug", c -> c.collections().models(id), c -> c.collections().models(id));
        refused(
                "versionId",
                c -> c.models().versions().get("a/b", id),
                c -> c.models().versions().get("a/b", id));
        refused(
                "versionId",
                c -> c.models().versions().delete("a/b", id),
                c -> c.models().versions().delete("a/b", id));
        refused(
                "versionId",
                c -> c.trainings().create("a/b", id, TRAINING),
                c -> c.trainings().create("a/b", id, TRAINING));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b | a%2Fb",
                "../x | ..%2Fx",
                "a?b=c | a%3Fb%3Dc",
                "a#b | a%23b",
                "a b | a%20b",
                "a:b | a%3Ab",
                "{name} | %7Bname%7D",
                "%2F | %252F"
            })
    void idIsSentAsOneEncodedSegment(String id, String segment) {
        anyRequestIsAnswered(json(200, "{\"id\":\"" + id + "\"}"));
        this.replicate.trainings().get(id);
        this.replicate.trainings().cancel(id);
        this.replicate.trainings().create("o/n", id, TRAINING);
        this.replicate.collections().get(id);
        this.replicate.models().versions().get("o/n", id);
        this.replicate.models().versions().delete("o/n", id);
        assertThat(requests())
                .extracting(request -> request.getUrl())
                .allSatisfy(url -> assertThat(url.replace("%3A", ":")).contains(segment.replace("%3A", ":")))
                .extracting(url -> url.replace("%3A", ":").replace(segment.replace("%3A", ":"), "SEGMENT"))
                .containsExactlyInAnyOrder(
                        "/v1/trainings/SEGMENT",
                        "/v1/trainings/SEGMENT/cancel",
                        "/v1/models/o/n/versions/SEGMENT/trainings",
                        "/v1/collections/SEGMENT",
                        "/v1/models/o/n/versions/SEGMENT",
                        "/v1/models/o/n/versions/SEGMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void blankSearchIsRefused(String text) {
        refused("query", c -> c.search(text), c -> c.search(text));
        refused("text", c -> c.models().search(text), c -> c.models().search(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 51, 1000})
    void searchLimitIsOneToFifty(int limit) {
        refused(
                "limit",
                c -> c.search(request -> request.query("x").limit(limit)),
                c -> c.search(request -> request.query("x").limit(limit)));
    }

    @Test
    void emptyUpdateIsRefused() {
        refused(
                "changes nothing",
                c -> c.models().update("a/b", r -> {}),
                c -> c.models().update("a/b", r -> {}));
        refused(
                "changes nothing",
                c -> c.deployments().update("a/b", r -> {}),
                c -> c.deployments().update("a/b", r -> {}));
    }

    private static DeploymentRequest.Builder deployment() {
        return DeploymentRequest.builder()
                .name("mine")
                .model("a/b")
                .version("v1")
                .hardware("cpu")
                .minInstances(0)
                .maxInstances(1);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, minInstances", "0, -1, maxInstances", "2, 1, minInstances", "-2, -1, minInstances"})
    void invalidInstanceCountsAreRefused(int min, int max, String argument) {
        refused(argument, () -> deployment().minInstances(min).maxInstances(max).build());
        refused(
                argument,
                c -> c.deployments().update("a/b", r -> r.minInstances(min).maxInstances(max)),
                c -> c.deployments().update("a/b", r -> r.minInstances(min).maxInstances(max)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "model", "version", "hardware", "minInstances", "maxInstances"})
    void deploymentRequiresAllFields(String missing) {
        DeploymentRequest.Builder builder = DeploymentRequest.builder();
        if (!missing.equals("name")) {
            builder.name("mine");
        }
        if (!missing.equals("model")) {
            builder.model("a/b");
        }
        if (!missing.equals("version")) {
            builder.version("v1");
        }
        if (!missing.equals("hardware")) {
            builder.hardware("cpu");
        }
        if (!missing.equals("minInstances")) {
            builder.minInstances(0);
        }
        if (!missing.equals("maxInstances")) {
            builder.maxInstances(1);
        }
        refused(missing, builder::build);
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "name", "visibility", "hardware"})
    void modelRequiresOwnerNameVisibilityAndHardware(String missing) {
        ModelRequest.Builder builder = ModelRequest.builder();
        if (!missing.equals("owner")) {
            builder.owner("me");
        }
        if (!missing.equals("name")) {
            builder.name("mine");
        }
        if (!missing.equals("visibility")) {
            builder.visibility(Visibility.PRIVATE);
        }
        if (!missing.equals("hardware")) {
            builder.hardware("cpu");
        }
        refused(missing, builder::build);
    }

    @Test
    void trainingRequiresDestinationAndInput() {
        refused("destination", () -> TrainingRequest.builder().input(Map.of()).build());
        refused("input", () -> TrainingRequest.builder().destination("me/mine").build());
        refused(
                "input must be a JSON object",
                c -> c.trainings()
                        .create("a/b", "v", r -> r.destination("me/mine").input("text")),
                c -> ClientStyle.REACTIVE.call(
                        this.replicate,
                        blocking -> null,
                        reactive -> reactive.trainings()
                                .create(
                                        "a/b",
                                        "v",
                                        r -> r.destination("me/mine").input("text"))));
        refused(
                "timeout",
                c -> c.trainings().await("x", Duration.ZERO),
                c -> c.trainings().await("x", Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hook", "http://example.com/hook", "ftp://example.com/hook", "https:/hook"})
    void trainingWebhookMustBeAbsoluteHttpsUrl(URI url) {
        refused(
                "webhook",
                () -> TrainingRequest.builder()
                        .destination("me/mine")
                        .input(Map.of())
                        .webhook(url, WebhookEventType.COMPLETED)
                        .build());
    }

    @Test
    void emptyTimeRangeIsRefused() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        refused("createdAfter", () -> new PredictionListRequest(now, now, null));
        refused(
                "createdAfter",
                c -> c.predictions().list(r -> r.createdAfter(now.plusNanos(1)).createdBefore(now)),
                c -> c.predictions().list(r -> r.createdAfter(now.plusNanos(1)).createdBefore(now)));
        refused("source", () -> new PredictionListRequest(null, null, " "));
    }

    @Test
    void unnamedFieldIsRefused() {
        refused("additionalProperty", () -> ModelRequest.builder().additionalProperty(" ", 1));
        refused("additionalProperty", () -> ModelUpdateRequest.builder().additionalProperty("", 1));
        refused("additionalProperty", () -> deployment().additionalProperty("", 1));
        refused("additionalProperty", () -> TrainingRequest.builder().additionalProperty("", 1));
        refused("input", () -> TrainingRequest.builder().input("", 1));
    }
}
