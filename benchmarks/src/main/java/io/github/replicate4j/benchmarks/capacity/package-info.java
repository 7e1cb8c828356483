/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** What one instance can hold: memory, and what is saturated first. */
@NullMarked
package io.github.replicate4j.benchmarks.capacity;

import org.jspecify.annotations.NullMarked;
