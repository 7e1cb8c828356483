/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The cost of predictions and trainings, computed from prices that the application sets. Replicate's API returns no prices.
 */
@NullMarked
package io.github.replicate4j.cost;

import org.jspecify.annotations.NullMarked;
