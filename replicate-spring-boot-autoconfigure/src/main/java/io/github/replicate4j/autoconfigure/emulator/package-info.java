/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration that uses the emulator in place of Replicate. This is the only package that depends on the emulator.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.autoconfigure.emulator;

import org.jspecify.annotations.NullMarked;
