/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Benchmarks with many concurrent operations or little memory. */
@NullMarked
package io.github.replicate4j.benchmarks.load;

import org.jspecify.annotations.NullMarked;
