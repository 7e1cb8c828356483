/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Language models: text, JSON and tool calls.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.builtin.language;

import org.jspecify.annotations.NullMarked;
