/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.account.Account;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.ClientStyleTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTests extends ClientStyleTest {

    private static final String DEPLOYMENT = """
            {"owner":"acme","name":"my-app","current_release":{"number":2,"model":"stability-ai/sdxl",
            "version":"da77","created_at":"2024-02-15T16:32:57.018467Z",
            "created_by":{"type":"organization","username":"acme","name":"Acme Corp, Inc."},
            "configuration":{"hardware":"gpu-t4","min_instances":3,"max_instances":10,"spot":true},"r":1},"d":null}""";

    private static void assertRead(Deployment deployment) {
        assertThat(deployment.owner()).isEqualTo("acme");
        assertThat(deployment.name()).isEqualTo("my-app");
        assertThat(deployment.additionalProperties()).containsOnlyKeys("d");
        Deployment.Release release = deployment.currentRelease();
        assertThat(release.number()).isEqualTo(2);
        assertThat(release.model()).isEqualTo("stability-ai/sdxl");
        assertThat(release.version()).isEqualTo("da77");
        assertThat(release.createdAt()).isEqualTo(Instant.parse("2024-02-15T16:32:57.018467Z"));
        assertThat(release.createdBy())
                .isEqualTo(new Account("organization", "acme", "Acme Corp, Inc.", null, null, Map.of()));
        assertThat(release.configuration())
                .isEqualTo(new Deployment.Configuration("gpu-t4", 3L, 10L, Map.of("spot", true)));
        assertThat(release.additionalProperties()).isEqualTo(Map.of("r", 1));
        assertThat(deployment)
                .hasToString("Deployment[owner=acme, name=my-app, currentRelease=Release[number=2,"
                        + " model=stability-ai/sdxl, version=da77, configuration=Configuration[hardware=gpu-t4,"
                        + " minInstances=3, maxInstances=10]]]");
    }

    @ParameterizedTest
    @EnumSource
    void deploymentsAreListed(ClientStyle style) {
        answered(200, "{\"next\":null,\"results\":[" + DEPLOYMENT + "]}");
        List<Deployment> deployments = style.list(
                this.replicate,
                client -> client.deployments().list(),
                client -> client.deployments().list());
        assertSent("GET", "/v1/deployments");
        assertRead(deployments.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void deploymentIsReturned(ClientStyle style) {
        answered(200, DEPLOYMENT);
        Deployment deployment = style.call(
                this.replicate,
                client -> client.deployments().get("acme/my-app"),
                client -> client.deployments().get("acme/my-app"));
        assertSent("GET", "/v1/deployments/acme/my-app");
        assertRead(deployment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"owner\":null,\"name\":null,\"current_release\":null}",
                "{\"current_release\":{}}",
                "{\"current_release\":{\"number\":null,\"created_by\":null,\"configuration\":null}}",
                "{\"current_release\":{\"created_by\":{},\"configuration\":{\"min_instances\":null}}}"
            })
    void deploymentMayBeIncomplete(String body) {
        answered(200, body);
        Deployment deployment = this.replicate.deployments().get("acme/my-app");
        assertThat(deployment.owner()).isNull();
        assertThat(deployment.additionalProperties()).isEmpty();
    }

    /** Replicate documents status 200 but has also responded with 201. */
    @ParameterizedTest
    @EnumSource
    void deploymentIsCreated(ClientStyle style) {
        DeploymentRequest request = DeploymentRequest.builder()
                .name("my-app")
                .model("stability-ai/sdxl")
                .version("da77")
                .hardware("gpu-t4")
                .minInstances(0)
                .maxInstances(3)
                .additionalProperty("spot", true)
                .build();
        for (int status : new int[] {200, 201}) {
            this.api.resetAll();
            answered(status, DEPLOYMENT);
            Deployment deployment = style.call(
                    this.replicate,
                    client -> client.deployments().create(request),
                    client -> client.deployments().create(request));
            assertSent("POST", "/v1/deployments", """
                    {"name":"my-app","model":"stability-ai/sdxl","version":"da77","hardware":"gpu-t4",\
                    "min_instances":0,"max_instances":3,"spot":true}""");
            assertRead(deployment);
        }
    }

    @ParameterizedTest
    @EnumSource
    void updateSendsOnlyChanges(ClientStyle style) {
        answered(200, DEPLOYMENT);
        Deployment deployment = style.call(
                this.replicate,
                client -> client.deployments()
                        .update(
                                "acme/my-app",
                                request -> request.minInstances(3).maxInstances(10)),
                client -> client.deployments()
                        .update(
                                "acme/my-app",
                                request -> request.minInstances(3).maxInstances(10)));
        assertSent("PATCH", "/v1/deployments/acme/my-app", "{\"min_instances\":3,\"max_instances\":10}");
        assertRead(deployment);
        this.api.resetRequests();
        DeploymentUpdateRequest request = DeploymentUpdateRequest.builder()
                .version("da78")
                .hardware("cpu")
                .additionalProperty("spot", null)
                .build();
        style.call(
                this.replicate,
                client -> client.deployments().update("acme/my-app", request),
                client -> client.deployments().update("acme/my-app", request));
        assertSent("PATCH", "/v1/deployments/acme/my-app", "{\"version\":\"da78\",\"hardware\":\"cpu\",\"spot\":null}");
    }

    @ParameterizedTest
    @EnumSource
    void deploymentIsDeleted(ClientStyle style) {
        answeredWithNothing(204);
        style.run(
                this.replicate,
                client -> client.deployments().delete("acme/my-app"),
                client -> client.deployments().delete("acme/my-app"));
        assertSent("DELETE", "/v1/deployments/acme/my-app");
    }

    @Test
    void instanceCountsAreNotLimitedByTheClient() {
        answered(200, DEPLOYMENT);
        this.replicate
                .deployments()
                .update("acme/my-app", request -> request.minInstances(6).maxInstances(100));
        assertSent("PATCH", "/v1/deployments/acme/my-app", "{\"min_instances\":6,\"max_instances\":100}");
    }
}
