/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Remembers for a second that no connection to the database was available. Calls that queue for the database then fail together:
 * otherwise, each of them would wait for the timeout of the connection pool, one after the other. Safe for concurrent use.
 */
public final class RecentOutage {

    private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();

    private volatile @Nullable Failure latest;

    /**
     * Check that a connection may be available.
     *
     * @throws DataAccessResourceFailureException if none was available within the last second
     */
    public void check() {
        Failure failure = this.latest;
        if (failure != null && System.nanoTime() - failure.time < MAX_AGE_NANOS) {
            throw new RecentOutageException(failure.cause);
        }
    }

    /** Report the failure of a statement. Failures of other kinds than a lack of a connection are ignored. */
    public void failed(Throwable failure) {
        if (failure instanceof CannotGetJdbcConnectionException
                || failure instanceof CannotCreateTransactionException) {
            this.latest = new Failure(failure, System.nanoTime());
        }
    }

    private record Failure(Throwable cause, long time) {}

    private static final class RecentOutageException extends DataAccessResourceFailureException {

        private static final long serialVersionUID = 1L;

        RecentOutageException(Throwable cause) {
            super("No connection to the database was available a moment ago", cause);
        }
    }
}
