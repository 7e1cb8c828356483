/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creation of tables by several instances at the same time. In PostgreSQL, {@code create table if not exists} and
 * {@code create index if not exists} fail if another transaction creates the same object and commits.
 */
public final class ConcurrentCreation {

    private static final Log logger = LogFactory.getLog(ConcurrentCreation.class);

    /** More than the script has statements: each failure means that another instance has created one more object. */
    private static final int MAX_ATTEMPTS = 20;

    /** A unique violation in the catalog, a table or an object that exists, and a deadlock. */
    private static final Set<String> CONFLICTS = Set.of("23505", "42P07", "42710", "40P01");

    private ConcurrentCreation() {}

    /**
     * Run a script that can be repeated, again if another instance has created one of its objects in the meantime.
     *
     * @param script runs the script
     * @param <T> type of the result
     * @return the result of the script
     */
    public static <T extends @Nullable Object> T run(Supplier<T> script) {
        for (int attempt = 1; ; attempt++) {
            try {
                return script.get();
            } catch (RuntimeException ex) {
                if (attempt == MAX_ATTEMPTS || !isConflict(ex)) {
                    throw ex;
                }
                logger.debug("Another instance creates the tables at the same time", ex);
            }
        }
    }

    private static boolean isConflict(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return CONFLICTS.contains(sql.getSQLState());
            }
        }
        return false;
    }
}
