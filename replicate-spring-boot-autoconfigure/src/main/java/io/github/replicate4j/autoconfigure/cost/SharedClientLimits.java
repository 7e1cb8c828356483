/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;

/**
 * Creates limits that all instances of an application share, for clients in addition to the default one. For the auto-configurations
 * of this project only: it is public because they are in several packages.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SharedClientLimits {

    /**
     * Create the limits of a client, which count its creates only.
     *
     * @param client name of the client
     * @param settings the limits
     * @return the limits
     */
    CreateLimits create(String client, LimitSettings settings);
}
