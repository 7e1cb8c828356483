/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The handlers of all API operations.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.api;

import org.jspecify.annotations.NullMarked;
