/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Completion of predictions and trainings, as reported by webhooks.
 */
@NullMarked
package io.github.replicate4j.completion;

import org.jspecify.annotations.NullMarked;
