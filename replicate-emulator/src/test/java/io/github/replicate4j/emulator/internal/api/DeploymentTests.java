/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.Shape;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentTests {

    private static final String PATH = "/deployments/emulator/app";

    private static final String NEW = "{\"name\":\"app\",\"model\":\"replicate/hello-world\",\"version\":\""
            + TestApi.HELLO + "\",\"hardware\":\"cpu\",\"min_instances\":0,\"max_instances\":3}";

    private final ReplicateEmulator emulator = ReplicateEmulator.builder()
            .clock(EmulatorClock.manual())
            .pageSize(2)
            .start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void newDeploymentHasReleaseOne() {
        HttpResponse<String> created = this.api.post("/deployments", NEW);

        assertThat(created.statusCode()).isEqualTo(200);
        Shape.DEPLOYMENT.check(TestApi.json(created));
        assertThat(TestApi.json(created)).contains(entry("owner", "emulator"), entry("name", "app"));
        assertThat(TestApi.at(created, "current_release", "number")).isEqualTo(1);
        assertThat(TestApi.at(created, "current_release", "version")).isEqualTo(TestApi.HELLO);
        assertThat(TestApi.at(created, "current_release", "created_by", "username"))
                .isEqualTo("emulator");
        assertThat(TestApi.json(this.api.get(PATH))).isEqualTo(TestApi.json(created));
        assertThat(this.api.post("/deployments", NEW).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cpu\" | \"abacus\"",
                "\"min_instances\":0 | \"min_instances\":6",
                "\"min_instances\":0 | \"min_instances\":4",
                "\"min_instances\":0 | \"min_instances\":-1",
                "\"min_instances\":0 | \"min_instances\":4294967296",
                "\"max_instances\":3 | \"max_instances\":21",
                "\"max_instances\":3 | \"max_instances\":\"3\"",
                "\"hardware\" | \"software\"",
                "\"app\" | \"my app\"",
                "hello-world | nothing",
                "5c7d5d | 000000"
            })
    void invalidDeploymentIsRejected(String right, String wrong) {
        assertThat(this.api.post("/deployments", NEW.replace(right, wrong)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void updateCreatesRelease() {
        this.api.post("/deployments", NEW);

        this.api.patch(PATH, "{\"max_instances\":10}");
        HttpResponse<String> updated = this.api.patch(PATH, "{\"hardware\":\"gpu-t4\",\"min_instances\":2}");

        Shape.DEPLOYMENT.check(TestApi.json(updated));
        assertThat(TestApi.at(updated, "current_release", "number")).isEqualTo(3);
        assertThat(TestApi.at(updated, "current_release", "configuration", "max_instances"))
                .isEqualTo(10);
        assertThat(TestApi.at(updated, "current_release", "configuration", "hardware"))
                .isEqualTo("gpu-t4");
        assertThat(this.api.patch(PATH, "{\"version\":\"x\"}").statusCode()).isEqualTo(422);
        assertThat(this.api.patch(PATH, "{\"max_instances\":1}").statusCode()).isEqualTo(422);
        assertThat(this.api.patch("/deployments/emulator/none", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void deploymentsAreListedNewestFirst() {
        this.emulator.clock().advance(Duration.ofSeconds(1));
        this.api.post("/deployments", NEW);
        this.emulator.clock().advance(Duration.ofSeconds(1));
        this.api.post("/deployments", NEW.replace("\"app\"", "\"later\""));

        HttpResponse<String> first = this.api.get("/deployments");
        HttpResponse<String> second = this.api.get((String) TestApi.json(first).get("next"));

        Shape.PAGE.check(TestApi.json(first));
        Shape.DEPLOYMENT.checkAll(TestApi.results(first));
        assertThat(names(first)).containsExactly("later", "app");
        assertThat(names(second)).containsExactly("pictures");
    }

    @Test
    void deploymentKeepsItsVersion() {
        this.emulator
                .model("emulator/mine")
                .respond(script -> script.outputValue("old").succeed());
        String old = this.emulator.model("emulator/mine").versionId();
        this.api.post(
                "/deployments",
                NEW.replace("replicate/hello-world", "emulator/mine").replace(TestApi.HELLO, old));
        this.api.post(
                "/models/emulator/mine/versions/" + old + "/trainings",
                "{\"destination\":\"emulator/mine\",\"input\":{}}");
        this.emulator.clock().advance(Duration.ofSeconds(5));
        this.emulator
                .model("emulator/mine")
                .respond(script -> script.outputValue("new").succeed());

        Object id = TestApi.json(this.api.post(PATH + "/predictions", "{\"input\":{}}"))
                .get("id");

        assertThat(this.api.prediction(id)).contains(entry("output", "old"), entry("deployment", "emulator/app"));
    }

    @Test
    void idleDeploymentIsDeletedAfterFifteenMinutes() {
        this.api.post("/deployments", NEW);
        this.api.post(PATH + "/predictions", "{\"input\":{\"text\":\"Alice\"}}");
        assertThat(this.api.delete(PATH).statusCode()).as("running").isEqualTo(400);
        this.emulator.clock().advance(Duration.ofMillis(100));
        this.emulator.clock().advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(this.api.delete(PATH).statusCode()).as("just used").isEqualTo(400);
        this.emulator.clock().advance(Duration.ofSeconds(1));

        HttpResponse<String> deleted = this.api.delete(PATH);

        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(this.api.get(PATH).statusCode()).isEqualTo(404);
        assertThat(this.api.delete(PATH).statusCode()).isEqualTo(404);
    }

    @Test
    void onlineDeploymentIsNotDeleted() {
        this.api.post("/deployments", NEW.replace("\"min_instances\":0", "\"min_instances\":1"));

        assertThat(this.api.delete(PATH).statusCode()).isEqualTo(400);
        this.api.patch(PATH, "{\"min_instances\":0}");
        assertThat(this.api.delete(PATH).statusCode()).isEqualTo(204);
    }

    private static List<Object> names(HttpResponse<String> page) {
        return TestApi.results(page).stream().map(each -> each.get("name")).toList();
    }
}
