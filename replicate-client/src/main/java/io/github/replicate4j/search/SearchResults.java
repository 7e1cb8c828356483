/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.internal.json.ApiRequired;
import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.models.Model;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Results of a search. Replicate may omit any field.
 *
 * @param query text that was searched for
 * @param models models, best match first
 * @param collections collections of models
 * @param pages pages of Replicate's documentation
 * @param additionalProperties further fields of the API that this version of the client does not know
 * @since 0.1.0
 */
public record SearchResults(
        @ApiRequired @Nullable String query,
        @ApiRequired List<FoundModel> models,
        @ApiRequired List<FoundCollection> collections,
        @ApiRequired List<FoundPage> pages,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /** Create results. Missing lists and maps become empty ones. */
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
     * A model in the results of a search.
     *
     * @param model the model
     * @param metadata metadata of the search
     * @param additionalProperties further fields of the API that this version of the client does not know
     * @since 0.1.0
     */
    public record FoundModel(
            @ApiRequired @Nullable Model model,
            @ApiRequired Metadata metadata,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        /** Create a result. Missing metadata and a missing map become empty ones. */
        @SuppressWarnings("NullAway") // the API may omit fields
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
     * Metadata of the search about a model.
     *
     * @param generatedDescription generated description, longer than the description of the model
     * @param tags tags that describe the purpose of the model
     * @param score relevance of the model; a higher score is a better match
     * @param additionalProperties further fields of the API that this version of the client does not know
     * @since 0.1.0
     */
    public record Metadata(
            @Nullable String generatedDescription,
            List<String> tags,
            @Nullable Double score,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        static final Metadata NONE = new Metadata(null, List.of(), null, Map.of());

        /** Create metadata. A missing list or map becomes an empty one. */
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
     * A collection in the results of a search.
     *
     * @param name display name
     * @param slug identifier for {@code collections().get(slug)}
     * @param description short description
     * @param models models of the collection, as {@code owner/name}
     * @param additionalProperties further fields of the API that this version of the client does not know
     * @since 0.1.0
     */
    public record FoundCollection(
            @ApiRequired @Nullable String name,
            @ApiRequired @Nullable String slug,
            @ApiRequired @Nullable String description,
            List<String> models,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        /** Create a result. A missing list or map becomes an empty one. */
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
     * A page of documentation in the results of a search.
     *
     * @param name title
     * @param href URL of the page, relative to {@code https://replicate.com}
     * @param additionalProperties further fields of the API that this version of the client does not know
     * @since 0.1.0
     */
    public record FoundPage(
            @ApiRequired @Nullable String name,
            @ApiRequired @Nullable String href,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        /** Create a result. A missing map becomes an empty one. */
        public FoundPage {
            additionalProperties = Immutables.map(additionalProperties);
        }

        @Override
        public String toString() {
            return "FoundPage[name=" + this.name + ", href=" + this.href + "]";
        }
    }
}
