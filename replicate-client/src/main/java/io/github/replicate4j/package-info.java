/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The blocking client {@link Replicate} and the reactive client {@link AsyncReplicate}.
 */
@NullMarked
package io.github.replicate4j;

import org.jspecify.annotations.NullMarked;
