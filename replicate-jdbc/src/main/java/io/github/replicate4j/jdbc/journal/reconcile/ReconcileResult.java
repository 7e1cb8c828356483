/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

/**
 * What a {@link Reconciler} has settled.
 *
 * @param completed number of completions that no webhook had reported
 * @param adopted number of creates with an unknown outcome whose task was found
 * @param resent number of durable creates that are sent again, because Replicate has not received them
 * @param lost number of creates that Replicate has not received
 * @param expired number of creates whose task no longer exists or did not complete within the maximum age
 * @param orphans number of tasks of ended processes that were cancelled
 * @since 0.1.0
 */
public record ReconcileResult(int completed, int adopted, int resent, int lost, int expired, int orphans) {}
