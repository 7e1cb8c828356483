/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The recording and execution of model scripts.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.script;

import org.jspecify.annotations.NullMarked;
