/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The rows of the journal, and which instance may change them. The other packages of the journal share this, and applications must not
 * use it.
 *
 * <ol>
 *   <li>The column {@code node} of a row names the instance that sends its request, or waits for its run. That instance renews the rows
 *       that are {@linkplain io.github.replicate4j.jdbc.internal.journal.EntriesInProgress in progress}, which moves {@code due_at}.
 *   <li>A row whose {@code due_at} has passed belongs to the instance that claims it. The claim locks the row, increases the column
 *       {@code claims}, replaces {@code node}, and sets {@code due_at} to the end of its lease.
 *   <li>A change that an instance decides on has the {@linkplain io.github.replicate4j.jdbc.internal.journal.RowClaim number of its claim}
 *       as its condition, so it has no effect if another claim has followed. A change that records a fact does not: the id of a created
 *       task, its completion, and the outcome of a request that is sent only once.
 *   <li>A claim that has failed may have been committed or not. If it was not, another instance can make a claim with the same number.
 *       Therefore changes of a claimed durable create have {@code node} as a condition, too, and an instance makes no claim until it
 *       has {@linkplain io.github.replicate4j.jdbc.internal.journal.FailedClaims ended} the failed one.
 *   <li>An outcome that cannot be recorded during an outage of the database is {@linkplain
 *       io.github.replicate4j.jdbc.internal.journal.FailedUpdates recorded later}. Its row is renewed until then.
 * </ol>
 */
@NullMarked
package io.github.replicate4j.jdbc.internal.journal;

import org.jspecify.annotations.NullMarked;
