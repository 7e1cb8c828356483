/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Reading and writing JSON.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.json;

import org.jspecify.annotations.NullMarked;
