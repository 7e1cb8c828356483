/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.collections;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.internal.json.ApiRequired;
import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.models.Model;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A collection of models for one purpose, curated by Replicate. Replicate may omit any field.
 *
 * @param name display name
 * @param slug identifier, such as {@code text-to-image}
 * @param description short description
 * @param fullDescription long description in Markdown; only in the result of {@code collections.get}, and not for every
 *     collection
 * @param models models of the collection; only in the result of {@code collections.get}, empty otherwise
 * @param additionalProperties further fields of the API that this version of the client does not know
 * @since 0.1.0
 */
public record ModelCollection(
        @ApiRequired @Nullable String name,
        @ApiRequired @Nullable String slug,
        @ApiRequired @Nullable String description,
        @Nullable String fullDescription,
        List<Model> models,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /** Create a collection. A missing list or map becomes an empty one. */
    public ModelCollection {
        models = Immutables.list(models);
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "ModelCollection[name=" + this.name + ", slug=" + this.slug + ", models=" + this.models.size() + "]";
    }
}
