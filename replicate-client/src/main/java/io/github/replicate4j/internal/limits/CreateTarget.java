/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import org.jspecify.annotations.Nullable;

/**
 * What a create runs or trains.
 *
 * @param operation the API operation
 * @param model {@code owner/name}, or {@code null} if it is not known
 * @param version id of the version, or {@code null} for none
 * @param deployment {@code owner/name} of the deployment, or {@code null} for none
 * @param training whether the create starts a training
 */
public record CreateTarget(
        String operation,
        @Nullable String model,
        @Nullable String version,
        @Nullable String deployment,
        boolean training) {

    /** Return the name of the deployment or model, or {@code null} if only a version id is known. */
    @Nullable
    String name() {
        return this.deployment != null ? this.deployment : this.model;
    }

    /** Return the key of creates that cost about the same. */
    String key() {
        if (this.deployment != null) {
            return "deployment " + this.deployment;
        }
        return (this.training ? "training " : "model ") + (this.model != null ? this.model : this.version);
    }
}
