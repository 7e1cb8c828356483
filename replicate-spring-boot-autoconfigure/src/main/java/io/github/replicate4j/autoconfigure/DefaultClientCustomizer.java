/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

/**
 * {@link ReplicateBuilderCustomizer} that is not applied to the clients of {@code replicate.clients}, which have settings of their
 * own in its place. For the auto-configurations of this project only: it is public because they are in several packages.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DefaultClientCustomizer extends ReplicateBuilderCustomizer {}
