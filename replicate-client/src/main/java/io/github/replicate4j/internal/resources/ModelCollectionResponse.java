/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.collections.ModelCollection;
import io.github.replicate4j.internal.json.ApiRequired;
import io.github.replicate4j.models.Model;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The response to {@code collections.get}. Only there are the models required; items of a list have none. */
record ModelCollectionResponse(
        @ApiRequired @Nullable String name,
        @ApiRequired @Nullable String slug,
        @ApiRequired @Nullable String description,
        @Nullable String fullDescription,
        @ApiRequired List<Model> models,
        @JsonAnySetter Map<String, @Nullable Object> additionalProperties) {

    ModelCollection collection() {
        return new ModelCollection(
                this.name, this.slug, this.description, this.fullDescription, this.models, this.additionalProperties);
    }

    /** Runtime hints for native images. */
    static final class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            new BindingReflectionHintsRegistrar()
                    .registerReflectionHints(hints.reflection(), ModelCollectionResponse.class);
        }
    }
}
