/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Limits on the creates of a client: on their number, their rate and their cost.
 */
@NullMarked
package io.github.replicate4j.limits;

import org.jspecify.annotations.NullMarked;
