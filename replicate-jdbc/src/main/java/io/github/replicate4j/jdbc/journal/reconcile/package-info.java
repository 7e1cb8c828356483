/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Reconciler of the journal: the search for completions that no webhook has reported, and for predictions whose response was lost.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.replicate4j.jdbc.journal.reconcile;

import org.jspecify.annotations.NullMarked;
