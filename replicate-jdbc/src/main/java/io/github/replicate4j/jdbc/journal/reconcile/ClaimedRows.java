/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.BadRequestException;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.MissingTokenException;
import io.github.replicate4j.error.PermissionDeniedException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import io.github.replicate4j.jdbc.journal.CreateState;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The rows of one claim. A row that cannot be checked is checked again later, and does not affect the others. It expires if
 * Replicate still rejects its check after the maximum age. A failure that would affect all rows ends the run: those that remain
 * are then due again.
 */
final class ClaimedRows {

    private static final Log logger = LogFactory.getLog(ClaimedRows.class);

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);

    private final JournalClaims claims;

    private final Duration lease;

    private final Duration maxAge;

    private final ReconcileCounts counts;

    private final Map<String, JournalRow> open = new LinkedHashMap<>();

    private long claimedAt = System.nanoTime();

    ClaimedRows(JournalClaims claims, List<JournalRow> rows, Duration lease, Duration maxAge, ReconcileCounts counts) {
        this.claims = claims;
        this.lease = lease;
        this.maxAge = maxAge;
        this.counts = counts;
        rows.forEach(row -> this.open.put(row.id(), row));
    }

    /** Return the rows that were not checked yet. */
    List<JournalRow> open() {
        return List.copyOf(this.open.values());
    }

    /** Check a row. Afterwards it no longer belongs to this claim. */
    void check(JournalRow row, Runnable check) {
        check(List.of(row), check);
    }

    /** Make a check that settles several rows. */
    void check(Collection<JournalRow> rows, Runnable check) {
        renew();
        try {
            check.run();
        } catch (RuntimeException ex) {
            if (affectsAllRows(ex)) {
                throw ex;
            }
            rows.stream().filter(row -> this.open.containsKey(row.id())).forEach(row -> checkFailed(row, ex));
            logger.debug("A check of the journal failed", ex);
        }
        rows.forEach(row -> this.open.remove(row.id()));
    }

    /** A check that Replicate always rejects must not keep a row forever. Other failures can be temporary. */
    private void checkFailed(JournalRow row, RuntimeException failure) {
        String error = Redaction.ofMessage(failure);
        if (!isRejected(failure) || !row.isOlderThan(this.maxAge)) {
            this.claims.checkFailed(row, AFTER_FAILURE, error);
            return;
        }
        String reason = "Replicate rejects the check of this create: " + error;
        if (this.claims.fail(row, CreateState.EXPIRED, reason)) {
            this.counts.expired();
            logger.warn("The outcome of journal entry " + row.id() + " remains unknown: " + JournalTable.error(reason));
        }
    }

    /** The requests for the rows of a claim may take longer than its lease. */
    private void renew() {
        long now = System.nanoTime();
        if (now - this.claimedAt > this.lease.dividedBy(3).toNanos()) {
            this.claimedAt = now;
            this.claims.renew(this.open.values(), this.lease);
        }
    }

    /** Make the rows due again that were not checked. */
    void release() {
        try {
            this.open.values().forEach(row -> this.claims.release(row, Duration.ZERO));
        } catch (RuntimeException ex) {
            logger.debug("Claimed rows were not released; they are due again when their lease has expired", ex);
        }
    }

    /** Return whether Replicate has rejected a request, and would reject it again. */
    static boolean isRejected(RuntimeException failure) {
        return failure instanceof BadRequestException
                || failure instanceof PermissionDeniedException
                || failure instanceof UnprocessableEntityException;
    }

    static boolean affectsAllRows(RuntimeException failure) {
        return failure instanceof AuthenticationException
                || failure instanceof MissingTokenException
                || failure instanceof RateLimitException
                || failure instanceof ApiConnectionException
                || failure instanceof CallInterruptedException
                || failure instanceof CancellationException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException && !(failure instanceof ConcurrencyFailureException)
                || failure instanceof RecoverableDataAccessException
                || failure instanceof TransactionException;
    }
}
