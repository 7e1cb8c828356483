/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Generates Java types from the schemas of models, and keeps stored schemas up to date.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.generator;

import org.jspecify.annotations.NullMarked;
