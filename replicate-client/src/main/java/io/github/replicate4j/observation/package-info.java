/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Micrometer observations of operations and predictions.
 */
@NullMarked
package io.github.replicate4j.observation;

import org.jspecify.annotations.NullMarked;
