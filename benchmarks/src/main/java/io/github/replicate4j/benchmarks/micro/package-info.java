/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** JMH benchmarks. Each class compares {@code replicate4j} with alternatives that do the same work. */
@NullMarked
package io.github.replicate4j.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
