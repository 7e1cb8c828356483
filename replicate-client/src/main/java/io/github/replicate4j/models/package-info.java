/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Models, their versions, examples and predictions.
 */
@NullMarked
package io.github.replicate4j.models;

import org.jspecify.annotations.NullMarked;
