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

package io.github.replicate4j.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.models.Model;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a search has found. Replicate may leave out any field.
 *
 * @param query what was searched for
 * @param models models, the best first
 * @param collections collections of models
 * @param pages pages of Replicate's documentation
 * @param additionalProperties further fields of the API that this version does not know
 */
public record SearchResults(
        @JsonProperty(required = true) @Nullable String query,
        @JsonProperty(required = true) List<FoundModel> models,
        @JsonProperty(required = true) List<FoundCollection> collections,
        @JsonProperty(required = true) List<FoundPage> pages,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /** Fills in what is missing. */
    public SearchResults {
        models = Immutables.list(models);
        collections = Immutables.list(collections);
        pages = Immutables.list(pages);
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "SearchResults[query=" + this.query + ", models=" + this.models.size() + ", collections="
                + this.collections.size() + ", pages=" + this.pages.size() + "]";
    }

    /**
     * A model that was found.
     *
     * @param model the model
     * @param metadata why it was found
     * @param additionalProperties further fields of the API that this version does not know
     */
    public record FoundModel(
            @JsonProperty(required = true) @Nullable Model model,
            @JsonProperty(required = true) Metadata metadata,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        /** Fills in what is missing. */
        @SuppressWarnings("NullAway") // the API leaves out what it likes
        public FoundModel {
            metadata = Objects.requireNonNullElse(metadata, Metadata.NONE);
            additionalProperties = Immutables.map(additionalProperties);
        }

        @Override
        public String toString() {
            return "FoundModel[model=" + this.model + ", metadata=" + this.metadata + "]";
        }
    }

    /**
     * What the search knows of a model.
     *
     * @param generatedDescription what it does, at more length than its own description, written by a model
     * @param tags what it is for
     * @param score how well it fits what was searched for; more is better
     * @param additionalProperties further fields of the API that this version does not know
     */
    public record Metadata(
            @Nullable String generatedDescription,
            List<String> tags,
            @Nullable Double score,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        static final Metadata NONE = new Metadata(null, List.of(), null, Map.of());

        /** Fills in what is missing. */
        public Metadata {
            tags = Immutables.list(tags);
            additionalProperties = Immutables.map(additionalProperties);
        }

        @Override
        public String toString() {
            return "Metadata[tags=" + this.tags + ", score=" + this.score + "]";
        }
    }

    /**
     * A collection that was found.
     *
     * @param name its name for people
     * @param slug what {@code collections().get(slug)} gets it by
     * @param description what it is
     * @param models its models, as {@code owner/name}
     * @param additionalProperties further fields of the API that this version does not know
     */
    public record FoundCollection(
            @JsonProperty(required = true) @Nullable String name,
            @JsonProperty(required = true) @Nullable String slug,
            @JsonProperty(required = true) @Nullable String description,
            List<String> models,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        /** Fills in what is missing. */
        public FoundCollection {
            models = Immutables.list(models);
            additionalProperties = Immutables.map(additionalProperties);
        }

        @Override
        public String toString() {
            return "FoundCollection[name=" + this.name + ", slug=" + this.slug + "]";
        }
    }

    /**
     * A page of documentation that was found.
     *
     * @param name its title
     * @param href where it is, seen from {@code https://replicate.com}
     * @param additionalProperties further fields of the API that this version does not know
     */
    public record FoundPage(
            @JsonProperty(required = true) @Nullable String name,
            @JsonProperty(required = true) @Nullable String href,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        /** Fills in what is missing. */
        public FoundPage {
            additionalProperties = Immutables.map(additionalProperties);
        }

        @Override
        public String toString() {
            return "FoundPage[name=" + this.name + ", href=" + this.href + "]";
        }
    }
}
