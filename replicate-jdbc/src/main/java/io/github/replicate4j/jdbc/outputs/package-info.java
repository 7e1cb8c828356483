/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Stores for the output files of predictions, which Replicate deletes an hour after the completion.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.jdbc.outputs;

import org.jspecify.annotations.NullMarked;
