/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Trainings, which create new versions of models.
 */
@NullMarked
package io.github.replicate4j.trainings;

import org.jspecify.annotations.NullMarked;
