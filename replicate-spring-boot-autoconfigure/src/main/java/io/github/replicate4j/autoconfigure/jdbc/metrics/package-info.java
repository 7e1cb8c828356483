/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of metrics for applications with several instances that share a database.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.autoconfigure.jdbc.metrics;

import org.jspecify.annotations.NullMarked;
