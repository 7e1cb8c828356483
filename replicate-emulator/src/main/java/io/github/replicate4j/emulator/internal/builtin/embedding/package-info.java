/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Embedding models.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.builtin.embedding;

import org.jspecify.annotations.NullMarked;
