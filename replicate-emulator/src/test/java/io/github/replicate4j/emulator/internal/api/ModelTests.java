/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.EmulatedModel;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.Shape;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.model.ModelScript;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTests {

    private static final String NEW =
            "{\"owner\":\"emulator\",\"name\":\"mine\",\"visibility\":\"private\",\"hardware\":\"cpu\"}";

    private final ReplicateEmulator emulator = ReplicateEmulator.builder()
            .clock(EmulatorClock.manual(Instant.parse("2026-02-01T00:00:00Z")))
            .pageSize(2)
            .start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void modelsMatchTheApiDescription() {
        List<Map<String, Object>> all = all("/models");

        Shape.MODEL.checkAll(all);
        assertThat(all).hasSizeGreaterThan(4);
        assertThat(TestApi.json(this.api.get("/models/replicate/hello-world")))
                .contains(
                        entry("owner", "replicate"),
                        entry("name", "hello-world"),
                        entry("visibility", "public"),
                        entry("is_official", false),
                        entry("paper_url", null))
                .satisfies(Shape.MODEL::check);
        assertThat(this.api.get("/models/replicate/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void modelsAreSortedByLatestVersionByDefault() {
        this.emulator.model("emulator/trainer").version("0".repeat(64));
        this.emulator.model("acme/younger");
        this.emulator.clock().advance(Duration.ofHours(1));
        this.emulator.model("acme/youngest").asPrivate();
        assertThat(train("emulator/trainer", "replicate/hello-world")).containsEntry("status", "succeeded");

        assertThat(names("/models")).startsWith("hello-world", "younger").doesNotContain("youngest");
        assertThat(names("/models?sort_by=model_created_at")).startsWith("younger", "failing");
        assertThat(names("/models?sort_by=model_created_at&sort_direction=asc")).startsWith("hello-world");
        assertThat(names("/models?sort_direction=asc")).endsWith("hello-world");
        assertThat(this.api.get("/models?sort_by=name").statusCode()).isEqualTo(422);
    }

    @Test
    void newModelHasNoVersion() {
        HttpResponse<String> created =
                this.api.post("/models", NEW.replace("}", ",\"description\":\"Finds hot dogs\"}"));

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(TestApi.json(created))
                .contains(
                        entry("owner", "emulator"),
                        entry("visibility", "private"),
                        entry("description", "Finds hot dogs"),
                        entry("run_count", 0),
                        entry("latest_version", null))
                .satisfies(Shape.MODEL::check);
        assertThat(TestApi.json(this.api.get("/models/emulator/mine"))).isEqualTo(TestApi.json(created));
        assertThat(this.api.post("/models", NEW).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"owner\":\"emulator\",\"name\":\"a b\",\"visibility\":\"public\",\"hardware\":\"cpu\"}",
                "{\"owner\":\"emulator\",\"name\":\"x\",\"visibility\":\"secret\",\"hardware\":\"cpu\"}",
                "{\"owner\":\"emulator\",\"name\":\"x\",\"visibility\":\"public\",\"hardware\":\"toaster\"}",
                "{\"owner\":\"emulator\",\"name\":\"x\",\"visibility\":\"public\",\"hardware\":null}",
                "{\"owner\":\"emulator\",\"name\":\"x\",\"visibility\":\"public\",\"hardware\":\"cpu\","
                        + "\"description\":null}",
                "{\"owner\":\"emulator\",\"name\":7,\"visibility\":\"public\",\"hardware\":\"cpu\"}"
            })
    void invalidModelIsRejected(String body) {
        assertThat(this.api.post("/models", body).statusCode()).isEqualTo(422);
    }

    @Test
    void onlyOwnModelsCanBeCreatedChangedAndDeleted() {
        assertThat(this.api.post("/models", NEW.replace("emulator", "somebody")).statusCode())
                .isEqualTo(403);
        assertThat(this.api.patch("/models/replicate/hello-world", "{}").statusCode())
                .isEqualTo(403);
        assertThat(this.api.delete("/models/replicate/hello-world").statusCode())
                .isEqualTo(403);
    }

    @Test
    void detailsCanBeUpdated() {
        this.api.post("/models", NEW);

        HttpResponse<String> updated = this.api.patch(
                "/models/emulator/mine", "{\"readme\":\"# Hi 🌭\",\"weights_url\":\"https://example.com/w\"}");

        assertThat(updated.statusCode()).isEqualTo(200);
        assertThat(TestApi.json(updated)).containsEntry("weights_url", "https://example.com/w");
        HttpResponse<String> readme = this.api.get("/models/emulator/mine/readme");
        assertThat(readme.body()).isEqualTo("# Hi 🌭");
        assertThat(readme.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        assertThat(this.api
                        .patch("/models/emulator/mine", "{\"visibility\":\"public\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void readmeIsOptional() {
        assertThat(this.api.get("/models/emulator/slow/readme").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyPrivateModelsWithoutVersionsCanBeDeleted() {
        this.api.post("/models", NEW);
        assertThat(this.api.delete("/models/emulator/slow").statusCode()).isEqualTo(400);
        assertThat(train("emulator/trainer", "emulator/mine")).containsEntry("status", "succeeded");
        assertThat(this.api.delete("/models/emulator/mine").statusCode()).isEqualTo(400);
        String version = (String) TestApi.at(this.api.get("/models/emulator/mine"), "latest_version", "id");

        HttpResponse<String> versionDeleted = this.api.delete("/models/emulator/mine/versions/" + version);
        HttpResponse<String> deleted = this.api.delete("/models/emulator/mine");

        assertThat(versionDeleted.statusCode()).isEqualTo(202);
        assertThat(versionDeleted.body()).isEmpty();
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(this.api.get("/models/emulator/mine").statusCode()).isEqualTo(404);
    }

    @Test
    void examplesArePredictions() {
        this.emulator
                .model("replicate/hello-world")
                .example(Map.of("text", "Bob"), "hello Bob")
                .example(Map.of("text", "Carol"), "hello Carol");

        HttpResponse<String> examples = this.api.get("/models/replicate/hello-world/examples");

        Shape.PAGE.check(TestApi.json(examples));
        Shape.EXAMPLE.checkAll(TestApi.results(examples));
        assertThat(all("/models/replicate/hello-world/examples"))
                .extracting(each -> each.get("output"))
                .containsExactly("hello Carol", "hello Bob", "hello Alice");
        assertThat(TestApi.at(this.api.get("/models/replicate/hello-world"), "default_example", "output"))
                .isEqualTo("hello Carol");
    }

    @Test
    void runsAreCounted() {
        int before = (int) TestApi.at(this.api.get("/models/replicate/hello-world"), "run_count");

        this.api.post("/predictions", TestApi.HELLO_ALICE);

        assertThat(TestApi.at(this.api.get("/models/replicate/hello-world"), "run_count"))
                .isEqualTo(before + 1);
    }

    @Test
    void versionsAreListedNewestFirst() {
        String first = this.emulator.model("emulator/trainer").versionId();
        train("emulator/trainer", "emulator/trainer");
        train("emulator/trainer", "emulator/trainer");

        List<Map<String, Object>> versions = all("/models/emulator/trainer/versions");

        Shape.VERSION.checkAll(versions);
        assertThat(versions).hasSize(3);
        assertThat(versions.get(0))
                .containsEntry("id", this.emulator.model("emulator/trainer").versionId());
        assertThat(versions.get(2)).containsEntry("id", first);
        HttpResponse<String> one = this.api.get("/models/emulator/trainer/versions/" + first);
        Shape.VERSION.check(TestApi.json(one));
        assertThat(this.api
                        .get("/models/emulator/trainer/versions/" + "0".repeat(64))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void officialModelsHideTheirVersions() {
        HttpResponse<String> versions = this.api.get("/models/meta/meta-llama-3-8b-instruct/versions");

        assertThat(versions.statusCode()).isEqualTo(404);
        assertThat(TestApi.json(versions))
                .containsOnly(
                        entry("title", "Not found"),
                        entry("status", 404),
                        entry("detail", "This model is an official model and does not expose a list of versions."));
    }

    @Test
    void usedVersionIsNotDeleted() {
        EmulatedModel mine = this.emulator.model("emulator/mine");
        String version = "/models/emulator/mine/versions/" + mine.versionId();
        assertThat(this.api.delete(version).statusCode()).as("public").isEqualTo(400);
        mine.asPrivate().respond(ModelScript::hang);
        this.emulator.deployment("emulator/app", "emulator/mine");
        assertThat(this.api.delete(version).statusCode()).as("deployed").isEqualTo(400);
        this.emulator.deployment("emulator/app", "emulator/slow");
        Object running = TestApi.json(
                        this.api.post("/predictions", "{\"version\":\"" + mine.versionId() + "\",\"input\":{}}"))
                .get("id");
        assertThat(this.api.delete(version).statusCode()).as("running").isEqualTo(400);
        this.api.post("/predictions/" + running + "/cancel", "");
        train("emulator/mine", "emulator/trainer");
        assertThat(this.api.delete(version).statusCode()).as("trained from").isEqualTo(400);
        this.emulator.model("acme/theirs").asPrivate();
        assertThat(this.api
                        .delete("/models/acme/theirs/versions/"
                                + this.emulator.model("acme/theirs").versionId())
                        .statusCode())
                .as("another's")
                .isEqualTo(403);
    }

    @Test
    void deletingVersionRemovesItsPredictions() {
        EmulatedModel mine = this.emulator.model("emulator/mine").asPrivate();
        Object id = TestApi.json(
                        this.api.post("/predictions", "{\"version\":\"" + mine.versionId() + "\",\"input\":{}}"))
                .get("id");

        this.api.delete("/models/emulator/mine/versions/" + mine.versionId());

        assertThat(this.api.get("/predictions/" + id).statusCode()).isEqualTo(404);
    }

    private Map<String, Object> train(String base, String destination) {
        HttpResponse<String> created = this.api.post(
                "/models/" + base + "/versions/" + this.emulator.model(base).versionId() + "/trainings",
                "{\"destination\":\"" + destination + "\",\"input\":{}}");
        this.emulator.clock().advance(Duration.ofSeconds(5));
        return TestApi.json(this.api.get("/trainings/" + TestApi.json(created).get("id")));
    }

    private List<Object> names(String path) {
        return all(path).stream().map(model -> model.get("name")).toList();
    }

    private List<Map<String, Object>> all(String path) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Object next = path; next != null; ) {
            HttpResponse<String> page = this.api.get((String) next);
            Shape.PAGE.check(TestApi.json(page));
            all.addAll(TestApi.results(page));
            next = TestApi.json(page).get("next");
        }
        return all;
    }
}
