/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
 * A model. Replicate may leave out any field.
 *
 * @param url where it is on the web site
 * @param owner user or organization that owns it
 * @param name its name, without the owner
 * @param description what it does, in a sentence
 * @param visibility {@code public} or {@code private}
 * @param githubUrl its source
 * @param paperUrl its paper
 * @param licenseUrl its licence
 * @param coverImageUrl its picture
 * @param runCount how often it has been run
 * @param official whether Replicate keeps it running, so that it is run as {@code owner/name}, without a version
 * @param defaultExample a prediction that shows what it does; {@code null} also for one that cannot be read
 * @param latestVersion its latest version; {@code null} also for a model without any
 * @param additionalProperties further fields of the API that this version of the client does not know
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

    /** Fills in what is missing. */
    public Model {
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "Model[owner=" + this.owner + ", name=" + this.name + ", visibility=" + this.visibility + "]";
    }
}
