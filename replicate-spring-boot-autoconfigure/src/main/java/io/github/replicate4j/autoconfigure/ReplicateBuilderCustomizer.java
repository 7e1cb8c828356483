/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.ReplicateBuilder;

/**
 * Callback that customizes the builder of every client after the properties have been applied. Beans of this type are called in
 * their order.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReplicateBuilderCustomizer {

    /**
     * Customize the builder.
     *
     * @param builder the builder
     */
    void customize(ReplicateBuilder builder);
}
