/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Faults that users can inject into the emulator.
 */
@NullMarked
package io.github.replicate4j.sample.faults;

import org.jspecify.annotations.NullMarked;
