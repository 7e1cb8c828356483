/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Differences between two schemas of a model. */
@NullMarked
package io.github.replicate4j.generator.internal.compare;

import org.jspecify.annotations.NullMarked;
