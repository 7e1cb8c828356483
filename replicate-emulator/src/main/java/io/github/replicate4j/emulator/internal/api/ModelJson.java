/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.Links;
import io.github.replicate4j.emulator.internal.http.Timestamps;
import io.github.replicate4j.emulator.internal.model.ModelCard;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.internal.prediction.PredictionJson;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts models, versions and examples to the JSON that Replicate returns.
 */
final class ModelJson {

    private static final String COG_VERSION = "0.16.7";

    private static final Duration EXAMPLE_DURATION = Duration.ofSeconds(1);

    private final Links links;

    ModelJson(Links links) {
        this.links = links;
    }

    Map<String, @Nullable Object> of(ModelDefinition model) {
        ModelCard card = model.card();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("url", this.links.root() + "/#" + model.name());
        json.put("owner", model.owner());
        json.put("name", model.name().substring(model.owner().length() + 1));
        json.put("description", card.detail("description"));
        json.put("visibility", card.isPrivate() ? "private" : "public");
        json.put("github_url", card.detail("github_url"));
        json.put("paper_url", card.detail("paper_url"));
        json.put("license_url", card.detail("license_url"));
        if (card.detail("weights_url") != null) {
            json.put("weights_url", card.detail("weights_url"));
        }
        json.put("run_count", card.runCount());
        json.put("is_official", model.official());
        json.put("cover_image_url", card.detail("cover_image_url"));
        List<EmulatedPrediction> examples = examples(model);
        json.put("default_example", examples.isEmpty() ? null : PredictionJson.of(examples.get(0), this.links));
        ModelVersion latest = model.latestVersion();
        json.put("latest_version", latest == null ? null : ofVersion(latest));
        return json;
    }

    static Map<String, @Nullable Object> ofVersion(ModelVersion version) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", version.id());
        json.put("created_at", Timestamps.of(version.createdAt()));
        json.put("cog_version", COG_VERSION);
        json.put("openapi_schema", version.schema().write(version.fields()));
        return json;
    }

    /** Return the examples of a model as predictions, latest first. */
    List<EmulatedPrediction> examples(ModelDefinition model) {
        return model.examples().stream()
                .map(example -> prediction(model, example))
                .toList();
    }

    private static EmulatedPrediction prediction(ModelDefinition model, ModelDefinition.Example example) {
        ModelVersion latest = model.latestVersion();
        Instant created = model.latestVersionCreatedAt();
        double seconds = EXAMPLE_DURATION.toMillis() / 1_000.0;
        return new EmulatedPrediction(
                VersionId.of(model.name() + example.input()).substring(0, 26),
                model.name(),
                model.official() || latest == null ? "hidden" : latest.id(),
                null,
                Status.SUCCEEDED,
                example.input(),
                example.output(),
                null,
                // Recorded response: the logs of an example are null.
                null,
                Map.of("predict_time", seconds, "total_time", seconds),
                null,
                List.of(),
                created,
                created,
                created.plus(EXAMPLE_DURATION),
                null,
                false,
                null);
    }
}
