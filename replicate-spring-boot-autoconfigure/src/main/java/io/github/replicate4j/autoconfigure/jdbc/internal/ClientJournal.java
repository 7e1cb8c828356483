/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.internal;

import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.submit.DurablePredictions;

/**
 * The journal of a named client, with the components that use it.
 *
 * @param client name of the client
 * @param journal its journal
 * @param reconciler settles the creates in the journal
 * @param predictions submits the durable creates of the client
 */
public record ClientJournal(
        String client, JdbcCreateJournal journal, Reconciler reconciler, DurablePredictions predictions) {}
