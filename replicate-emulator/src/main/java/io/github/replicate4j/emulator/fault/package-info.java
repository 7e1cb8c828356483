/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Faults that an emulator injects into requests and event streams.
 */
@NullMarked
package io.github.replicate4j.emulator.fault;

import org.jspecify.annotations.NullMarked;
