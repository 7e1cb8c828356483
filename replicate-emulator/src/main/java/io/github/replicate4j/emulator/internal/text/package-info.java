/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Shortening of texts.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.text;

import org.jspecify.annotations.NullMarked;
