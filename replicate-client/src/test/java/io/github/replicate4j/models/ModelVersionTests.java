/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.ClientStyleTest;
import io.github.replicate4j.testing.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions and examples of models. */
public class ModelVersionTests extends ClientStyleTest {

    static final String VERSION = """
            {"id":"5c7d","created_at":"2022-04-26T19:29:04.418669Z","cog_version":"dev",
            "openapi_schema":{"components":{"schemas":{"Input":{"type":"object","x":null}}}},"new":[1]}""";

    public static void assertRead(ModelVersion version) {
        assertThat(version.id()).isEqualTo("5c7d");
        assertThat(version.createdAt()).isEqualTo(Instant.parse("2022-04-26T19:29:04.418669Z"));
        assertThat(version.cogVersion()).isEqualTo("dev");
        assertThat(version.openapiSchema()).containsKey("components");
        assertThat(version.additionalProperties()).isEqualTo(Map.of("new", List.of(1)));
        assertThat(version).hasToString("ModelVersion[id=5c7d, createdAt=2022-04-26T19:29:04.418669Z, cogVersion=dev]");
    }

    @ParameterizedTest
    @EnumSource
    void examplesAreListedAsPredictions(ClientStyle style) {
        answered(200, page(Wire.succeeded("a", "\"x\""), Wire.succeeded("b", "[1]")));
        List<Prediction> examples = style.list(
                this.replicate,
                client -> client.models().examples().list("alice/hot-dog"),
                client -> client.models().examples().list("alice/hot-dog"));
        assertSent("GET", "/v1/models/alice/hot-dog/examples");
        assertThat(examples).extracting(Prediction::id).containsExactly("a", "b");
    }

    @ParameterizedTest
    @EnumSource
    void versionsAreListed(ClientStyle style) {
        answered(
                200,
                page(VERSION, "{\"id\":\"old\",\"created_at\":null,\"cog_version\":null,\"openapi_schema\":null}"));
        List<ModelVersion> versions = style.list(
                this.replicate,
                client -> client.models().versions().list("alice/hot-dog"),
                client -> client.models().versions().list("alice/hot-dog"));
        assertSent("GET", "/v1/models/alice/hot-dog/versions");
        assertRead(versions.get(0));
        assertThat(versions.get(1)).isEqualTo(new ModelVersion("old", null, null, Map.of(), Map.of()));
    }

    @ParameterizedTest
    @EnumSource
    void versionIsReturned(ClientStyle style) {
        answered(200, VERSION);
        ModelVersion version = style.call(
                this.replicate,
                client -> client.models().versions().get("alice/hot-dog", "5c7d"),
                client -> client.models().versions().get("alice/hot-dog", "5c7d"));
        assertSent("GET", "/v1/models/alice/hot-dog/versions/5c7d");
        assertRead(version);
    }

    @ParameterizedTest
    @EnumSource
    void versionDeletionIsAccepted(ClientStyle style) {
        answeredWithNothing(202);
        style.run(
                this.replicate,
                client -> client.models().versions().delete("alice/hot-dog", "5c7d"),
                client -> client.models().versions().delete("alice/hot-dog", "5c7d"));
        assertSent("DELETE", "/v1/models/alice/hot-dog/versions/5c7d");
    }
}
