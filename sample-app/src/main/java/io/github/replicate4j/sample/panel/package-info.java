/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Health and metrics of the application.
 */
@NullMarked
package io.github.replicate4j.sample.panel;

import org.jspecify.annotations.NullMarked;
