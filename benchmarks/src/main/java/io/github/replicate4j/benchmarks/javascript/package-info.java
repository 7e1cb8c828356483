/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Comparison with the official JavaScript client of Replicate. */
@NullMarked
package io.github.replicate4j.benchmarks.javascript;

import org.jspecify.annotations.NullMarked;
