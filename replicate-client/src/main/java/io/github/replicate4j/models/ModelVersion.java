/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.internal.json.Immutables;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model. Replicate may omit any field except the id.
 *
 * @param id id of the version, 64 hexadecimal digits
 * @param createdAt creation time
 * @param cogVersion version of Cog that built this version: free text, in one case {@code dev}
 * @param openapiSchema schema of the input and the output: an OpenAPI document whose {@code components.schemas}
 *     contains {@code Input} and {@code Output}; empty if there is none
 * @param additionalProperties further fields of the API that this version of the client does not know
 * @since 0.1.0
 */
public record ModelVersion(
        String id,
        @Nullable Instant createdAt,
        @Nullable String cogVersion,
        Map<String, @Nullable Object> openapiSchema,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /**
     * Create a version. Missing maps become empty ones.
     *
     * @throws IllegalArgumentException if the id is missing
     */
    @SuppressWarnings("NullAway") // the API may omit fields
    public ModelVersion {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("the id is missing");
        }
        openapiSchema = Immutables.map(openapiSchema);
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "ModelVersion[id=" + this.id + ", createdAt=" + this.createdAt + ", cogVersion=" + this.cogVersion + "]";
    }
}
