/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Runs of models and conversion of their output.
 */
@NullMarked
package io.github.replicate4j.run;

import org.jspecify.annotations.NullMarked;
