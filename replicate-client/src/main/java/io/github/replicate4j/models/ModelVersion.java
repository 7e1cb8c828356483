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
import io.github.replicate4j.internal.json.Immutables;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model. Replicate may leave out any field but the id.
 *
 * @param id id of the version, 64 hexadecimal digits
 * @param createdAt when it was made
 * @param cogVersion version of Cog that made it: free text, {@code dev} for one
 * @param openapiSchema what the model takes and gives, as plain Java: an OpenAPI document whose
 *     {@code components.schemas} has {@code Input} and {@code Output}; empty if there is none
 * @param additionalProperties further fields of the API that this version of the client does not know
 */
public record ModelVersion(
        String id,
        @Nullable Instant createdAt,
        @Nullable String cogVersion,
        Map<String, @Nullable Object> openapiSchema,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /**
     * Fills in what is missing.
     *
     * @throws IllegalArgumentException if there is no id
     */
    @SuppressWarnings("NullAway") // the API leaves out what it likes
    public ModelVersion {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("it has no id");
        }
        openapiSchema = Immutables.map(openapiSchema);
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "ModelVersion[id=" + this.id + ", createdAt=" + this.createdAt + ", cogVersion=" + this.cogVersion + "]";
    }
}
