/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Received webhook deliveries.
 */
@NullMarked
package io.github.replicate4j.sample.deliveries;

import org.jspecify.annotations.NullMarked;
