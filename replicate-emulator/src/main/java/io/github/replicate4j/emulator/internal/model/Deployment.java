/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment of a model.
 *
 * @param name {@code owner/name}
 */
public record Deployment(String name, Release release, Instant createdAt) {

    /**
     * A configuration of a deployment.
     *
     * @param version the id of the version, or null for the latest one
     */
    public record Release(
            int number,
            String model,
            @Nullable String version,
            String hardware,
            int minInstances,
            int maxInstances,
            Instant createdAt) {}

    public Deployment released(Release next) {
        return new Deployment(this.name, next, this.createdAt);
    }
}
