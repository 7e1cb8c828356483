/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Image models: drawing, editing and upscaling.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.builtin.image;

import org.jspecify.annotations.NullMarked;
