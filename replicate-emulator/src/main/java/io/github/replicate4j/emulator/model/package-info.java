/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The scripts, inputs and outputs of emulated models.
 */
@NullMarked
package io.github.replicate4j.emulator.model;

import org.jspecify.annotations.NullMarked;
