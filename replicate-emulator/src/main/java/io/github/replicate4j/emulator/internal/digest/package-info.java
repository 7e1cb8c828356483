/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Digests of text and files.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.digest;

import org.jspecify.annotations.NullMarked;
