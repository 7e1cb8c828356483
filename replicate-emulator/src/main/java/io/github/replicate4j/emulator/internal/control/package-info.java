/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The control API, which tests in any language use over HTTP.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.control;

import org.jspecify.annotations.NullMarked;
