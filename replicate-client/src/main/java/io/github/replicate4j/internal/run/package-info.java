/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Runs models: resolves the model, creates the prediction, waits for its completion and converts its output.
 *
 * <p>Internal: applications must not use this package. It may change in any release.
 */
@NullMarked
package io.github.replicate4j.internal.run;

import org.jspecify.annotations.NullMarked;
