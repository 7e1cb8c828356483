/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Snapshots of emulated predictions.
 */
@NullMarked
package io.github.replicate4j.emulator.prediction;

import org.jspecify.annotations.NullMarked;
