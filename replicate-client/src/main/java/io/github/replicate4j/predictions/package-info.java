/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Predictions: create, get, list, cancel and wait for completion.
 */
@NullMarked
package io.github.replicate4j.predictions;

import org.jspecify.annotations.NullMarked;
