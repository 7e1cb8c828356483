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

package io.github.replicate4j.collections;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.models.Model;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Models that Replicate has put together for a purpose. Replicate may leave out any field.
 *
 * @param name its name for people
 * @param slug what it is asked for by, such as {@code text-to-image}
 * @param description what it is, in a sentence
 * @param fullDescription more about it, in Markdown; only {@code get} gives it, and not for each collection
 * @param models the models; only {@code get} gives them
 * @param additionalProperties further fields of the API that this version does not know
 */
public record ModelCollection(
        @JsonProperty(required = true) @Nullable String name,
        @JsonProperty(required = true) @Nullable String slug,
        @JsonProperty(required = true) @Nullable String description,
        @Nullable String fullDescription,
        List<Model> models,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /** Fills in what is missing. */
    public ModelCollection {
        models = Immutables.list(models);
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "ModelCollection[name=" + this.name + ", slug=" + this.slug + ", models=" + this.models.size() + "]";
    }
}
