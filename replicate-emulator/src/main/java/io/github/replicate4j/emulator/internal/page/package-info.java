/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The web page with the state of an emulator.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.page;

import org.jspecify.annotations.NullMarked;
