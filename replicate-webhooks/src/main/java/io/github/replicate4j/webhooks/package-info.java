/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Receiving webhooks: verification, deduplication and publication of events, independent of the web framework.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.webhooks;

import org.jspecify.annotations.NullMarked;
