/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Text-to-speech models on Replicate.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.springai.speech;

import org.jspecify.annotations.NullMarked;
