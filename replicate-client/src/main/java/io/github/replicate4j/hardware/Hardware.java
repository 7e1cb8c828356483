/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.hardware;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.internal.json.Immutables;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hardware type. Replicate may omit any field, which is then {@code null}.
 *
 * @param name display name, such as {@code Nvidia T4 GPU}
 * @param sku identifier that models and deployments use, such as {@code gpu-t4}
 * @param additionalProperties further fields of the API that this version of the client does not know
 * @since 0.1.0
 */
public record Hardware(
        @Nullable String name,
        @Nullable String sku,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /** Create a hardware type. A missing map becomes an empty one. */
    public Hardware {
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "Hardware[name=" + this.name + ", sku=" + this.sku + "]";
    }
}
