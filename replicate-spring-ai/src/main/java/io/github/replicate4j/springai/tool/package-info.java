/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Models on Replicate as tools that chat models of any provider can call.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.springai.tool;

import org.jspecify.annotations.NullMarked;
