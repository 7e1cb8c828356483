/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The implementation of faults.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.fault;

import org.jspecify.annotations.NullMarked;
