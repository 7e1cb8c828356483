/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.metrics;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A query whose result is the source of several gauges, and is at most 15 seconds old.
 *
 * @param <T> type of the result
 */
final class CachedQuery<T> {

    private static final Log logger = LogFactory.getLog(CachedQuery.class);

    private static final long MAX_AGE_NANOS = Duration.ofSeconds(15).toNanos();

    private final Supplier<T> query;

    private @Nullable T latest;

    private long queriedAt = System.nanoTime() - MAX_AGE_NANOS;

    CachedQuery(Supplier<T> query) {
        this.query = query;
    }

    /** Return a value, which is {@code NaN} if the query fails. */
    synchronized double value(ToDoubleFunction<T> value) {
        if (System.nanoTime() - this.queriedAt >= MAX_AGE_NANOS) {
            this.latest = query();
            this.queriedAt = System.nanoTime();
        }
        return this.latest == null ? Double.NaN : value.applyAsDouble(this.latest);
    }

    private @Nullable T query() {
        try {
            return this.query.get();
        } catch (DataAccessException | TransactionException ex) {
            logger.debug("The values of gauges could not be queried", ex);
            return null;
        }
    }
}
