/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Predictions and trainings, from creation to the removal of their data.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.prediction;

import org.jspecify.annotations.NullMarked;
