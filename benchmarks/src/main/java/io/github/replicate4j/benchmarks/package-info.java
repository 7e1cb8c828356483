/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Benchmarks and the programs that run them: see {@link io.github.replicate4j.benchmarks.Benchmarks}. */
@NullMarked
package io.github.replicate4j.benchmarks;

import org.jspecify.annotations.NullMarked;
