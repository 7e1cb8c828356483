/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Models and faults that are defined as JSON.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.definition;

import org.jspecify.annotations.NullMarked;
