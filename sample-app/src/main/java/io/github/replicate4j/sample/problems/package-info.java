/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Problem details for the user.
 */
@NullMarked
package io.github.replicate4j.sample.problems;

import org.jspecify.annotations.NullMarked;
