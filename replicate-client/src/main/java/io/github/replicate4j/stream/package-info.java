/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Event streams of running predictions.
 */
@NullMarked
package io.github.replicate4j.stream;

import org.jspecify.annotations.NullMarked;
