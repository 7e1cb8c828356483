/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Pictures for the built-in image models, also useful in the scripts of other models.
 */
@NullMarked
package io.github.replicate4j.emulator.picture;

import org.jspecify.annotations.NullMarked;
