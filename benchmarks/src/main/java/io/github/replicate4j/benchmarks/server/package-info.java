/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Servers of the benchmarks, which run in a separate process. */
@NullMarked
package io.github.replicate4j.benchmarks.server;

import org.jspecify.annotations.NullMarked;
