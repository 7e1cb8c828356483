/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Video models.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.builtin.video;

import org.jspecify.annotations.NullMarked;
