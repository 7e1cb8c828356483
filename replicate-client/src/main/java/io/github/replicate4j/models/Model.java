/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.internal.json.NullIfUnreadable;
import io.github.replicate4j.predictions.Prediction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model. Replicate may omit any field, which is then {@code null}.
 *
 * @param url URL of the model on the website
 * @param owner user or organization that owns the model
 * @param name name of the model, without the owner
 * @param description short description of the model
 * @param visibility {@code public} or {@code private}
 * @param githubUrl URL of the source code
 * @param paperUrl URL of the paper
 * @param licenseUrl URL of the license
 * @param coverImageUrl URL of the cover image
 * @param runCount number of times the model has been run
 * @param official whether Replicate maintains the model and keeps it running, so that it runs as {@code owner/name},
 *     without a version
 * @param defaultExample example prediction, or {@code null} if there is none or it cannot be read
 * @param latestVersion latest version, or {@code null} if there is none or it cannot be read
 * @param additionalProperties further fields of the API that this version of the client does not know
 * @since 0.1.0
 */
public record Model(
        @Nullable String url,
        @Nullable String owner,
        @Nullable String name,
        @Nullable String description,
        @Nullable String visibility,
        @Nullable String githubUrl,
        @Nullable String paperUrl,
        @Nullable String licenseUrl,
        @Nullable String coverImageUrl,
        @Nullable Long runCount,
        @JsonProperty("is_official") @Nullable Boolean official,
        @NullIfUnreadable @Nullable Prediction defaultExample,
        @NullIfUnreadable @Nullable ModelVersion latestVersion,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /** Create a model. A missing map becomes an empty one. */
    public Model {
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "Model[owner=" + this.owner + ", name=" + this.name + ", visibility=" + this.visibility + "]";
    }
}
