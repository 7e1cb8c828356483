/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Event streams.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.stream;

import org.jspecify.annotations.NullMarked;
