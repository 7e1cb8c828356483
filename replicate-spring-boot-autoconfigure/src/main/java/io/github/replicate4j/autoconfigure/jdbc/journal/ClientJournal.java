/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;

/**
 * The journal of a client in addition to the default one. For the auto-configurations of this project only: it is public because
 * they are in several packages.
 *
 * @param client name of the client
 * @param journal its journal
 * @param reconciler settles the creates of the journal
 * @since 0.1.0
 */
public record ClientJournal(String client, JdbcCreateJournal journal, Reconciler reconciler) {}
