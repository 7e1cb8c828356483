/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.limits;

import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.internal.limits.LimitRules;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.limits.LimitedCreate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Limits on creates that all instances of an application share. Each create has a row in the table {@code replicate_limit} for a day. A
 * create is counted and added in one transaction that locks its account, so that instances together never exceed a limit. All times
 * are those of the database.
 *
 * <p>A create of an instance that stopped counts as in flight until its time is over, or until the journal knows that it has
 * completed.
 *
 * @since 0.1.0
 */
public final class JdbcCreateLimits implements CreateLimits {

    private static final Log logger = LogFactory.getLog(JdbcCreateLimits.class);

    /** Age of rows that no limit counts any more. */
    private static final Duration MAX_AGE = LimitRules.DAY.plusHours(1);

    /** How many creates there are, on average, between two deletions of old rows. */
    private static final int CREATES_PER_PURGE = 50;

    private final SharedDatabase database;

    private final LimitTable table;

    private final LimitSettings settings;

    private JdbcCreateLimits(SharedDatabase database, LimitSettings settings, boolean journal) {
        this.database = database;
        this.table = new LimitTable(database, journal);
        this.settings = settings;
    }

    /**
     * Create the limits.
     *
     * @param database database with the table {@code replicate_limit}
     * @param settings the limits, which should be the same in all instances
     * @param journal whether completions that the table {@code replicate_journal} contains end the time in flight
     * @return the limits
     */
    public static JdbcCreateLimits of(SharedDatabase database, LimitSettings settings, boolean journal) {
        return new JdbcCreateLimits(
                Arguments.notNull("database", database), Arguments.notNull("settings", settings), journal);
    }

    @Override
    public Reservation reserve(LimitedCreate create) {
        String id = UUID.randomUUID().toString();
        this.table.addAccount(create.account());
        this.database.inNewTransaction(() -> {
            this.table.lock(create.account());
            if (create.journalEntry() != null) {
                this.table.releaseResent(create.account(), create.journalEntry());
            }
            LimitRules.check(this.settings, create, new StoredUsage(this.table, create.account()));
            Duration hold = LimitRules.hold(this.settings, create);
            this.table.insert(id, create.account(), create.estimatedAmount(), create.journalEntry(), hold);
            return id;
        });
        if (ThreadLocalRandom.current().nextInt(CREATES_PER_PURGE) == 0) {
            purge();
        }
        return new StoredReservation(id, create.journalEntry());
    }

    /** The create is counted already: it must not fail because of rows that can be deleted later. */
    private void purge() {
        try {
            this.table.purge(MAX_AGE);
        } catch (RuntimeException ex) {
            logger.debug("Old rows of the limits could not be deleted; retrying later", ex);
        }
    }

    /** The row of one create. */
    private final class StoredReservation implements Reservation {

        private final String id;

        private final @Nullable String journalEntry;

        StoredReservation(String id, @Nullable String journalEntry) {
            this.id = id;
            this.journalEntry = journalEntry;
        }

        @Override
        public void sending(String journalEntry) {
            if (!journalEntry.equals(this.journalEntry)) {
                JdbcCreateLimits.this.table.identify(this.id, journalEntry);
            }
        }

        @Override
        public void created(String taskId) {
            JdbcCreateLimits.this.table.identify(this.id, taskId);
        }

        @Override
        public void completed(@Nullable Cost cost) {
            JdbcCreateLimits.this.table.release(this.id, cost == null ? null : cost.amount());
        }

        @Override
        public void released(boolean sent) {
            if (sent) {
                JdbcCreateLimits.this.table.release(this.id, BigDecimal.ZERO);
            } else {
                JdbcCreateLimits.this.table.delete(this.id);
            }
        }
    }
}
