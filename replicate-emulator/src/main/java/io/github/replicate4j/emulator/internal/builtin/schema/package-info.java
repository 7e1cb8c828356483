/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The inputs that the built-in models declare.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.builtin.schema;

import org.jspecify.annotations.NullMarked;
