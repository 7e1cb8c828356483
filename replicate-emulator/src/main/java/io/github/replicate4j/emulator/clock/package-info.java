/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The clock of an emulator.
 */
@NullMarked
package io.github.replicate4j.emulator.clock;

import org.jspecify.annotations.NullMarked;
