/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal.journal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renews the rows of the entries in progress. */
public final class Renewals {

    /** Time between two renewals. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Time after which a renewal that has not returned counts as failed. */
    private static final Duration OVERDUE = INTERVAL.multipliedBy(2);

    /** Number of rows that one statement renews. */
    private static final int BATCH = 500;

    /** Without entries, the search for a row that does not exist shows whether the database is available. */
    private static final List<String> NO_ENTRY = List.of("-");

    private final JournalTable table;

    /** Time of the first renewal since the latest failure, or {@code null} if that has failed. */
    private volatile @Nullable Long succeedingSince;

    private volatile long latest;

    Renewals(JournalTable table) {
        this.table = table;
    }

    void renew() {
        List<String> inProgress = this.table.inProgress().ids();
        List<String> ids = inProgress.isEmpty() ? NO_ENTRY : inProgress;
        long start = System.nanoTime();
        if (this.succeedingSince != null && start - this.latest > OVERDUE.toNanos()) {
            this.succeedingSince = null;
        }
        try {
            for (int i = 0; i < ids.size(); i += BATCH) {
                long time = System.nanoTime();
                this.table
                        .renew(ids.subList(i, Math.min(ids.size(), i + BATCH)))
                        .forEach(id -> this.table.inProgress().renewed(id, time));
            }
        } catch (RuntimeException | Error ex) {
            this.succeedingSince = null;
            throw ex;
        }
        this.latest = System.nanoTime();
        if (this.succeedingSince == null) {
            this.succeedingSince = this.latest;
        }
    }

    /** Return whether the renewals of this instance have succeeded for at least a time, until now. */
    boolean haveSucceededFor(Duration time) {
        Long since = this.succeedingSince;
        long now = System.nanoTime();
        return time.isZero()
                || since != null && now - since >= time.toNanos() && now - this.latest <= OVERDUE.toNanos();
    }
}
