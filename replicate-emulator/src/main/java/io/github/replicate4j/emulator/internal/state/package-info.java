/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The state of an emulator that survives a restart.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.state;

import org.jspecify.annotations.NullMarked;
