/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Transcription models on Replicate.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.springai.transcription;

import org.jspecify.annotations.NullMarked;
