/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Errors of the generator.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.generator.error;

import org.jspecify.annotations.NullMarked;
