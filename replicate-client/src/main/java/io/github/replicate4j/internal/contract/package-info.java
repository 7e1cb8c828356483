/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Compares Java types with the schemas of models. */
@NullMarked
package io.github.replicate4j.internal.contract;

import org.jspecify.annotations.NullMarked;
