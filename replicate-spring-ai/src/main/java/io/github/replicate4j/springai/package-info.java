/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Options and builders that all kinds of Spring AI models on Replicate share.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.springai;

import org.jspecify.annotations.NullMarked;
