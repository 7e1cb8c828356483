/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal.journal;

import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A journal as this instance uses it: its rows, and what is in progress. The packages of the journal share it without making it a part
 * of the public API.
 *
 * <p>Safe for concurrent use.
 */
public final class OpenJournal {

    private static volatile @Nullable Function<CreateJournal, OpenJournal> access;

    private final JournalTable table;

    private final Duration webhookGrace;

    private final FailedUpdates updates = new FailedUpdates();

    private final FailedClaims failedClaims = new FailedClaims();

    private final Renewals renewals;

    /**
     * Create an instance.
     *
     * @param webhookGrace how long to wait for a webhook before the completion of a task is searched for
     */
    public OpenJournal(JournalTable table, Duration webhookGrace) {
        this.table = table;
        this.webhookGrace = webhookGrace;
        this.renewals = new Renewals(table);
    }

    /** Set how to get this from a journal. The class of the journal calls this when it is initialized. */
    public static void setAccess(Function<CreateJournal, OpenJournal> access) {
        OpenJournal.access = access;
    }

    /** Return this part of a journal. */
    public static OpenJournal of(CreateJournal journal) {
        return Objects.requireNonNull(access).apply(journal);
    }

    /** Return the rows. */
    public JournalTable table() {
        return this.table;
    }

    /** Insert a create that is about to be sent, and return its entry. */
    public CreateJournal.Entry begin(String id, JournaledCreate create) {
        RowClaim claim = RowClaim.ofInsert(id);
        long time = System.nanoTime();
        this.table.insertSending(id, create);
        this.table.inProgress().add(claim, time);
        return entry(claim, create.origin(), create.webhookExpected());
    }

    /** Return the entry of a row that this instance sends. */
    public CreateJournal.Entry entry(RowClaim claim, JournaledCreate.Origin origin, boolean webhookExpected) {
        return new JournalEntry(this.table, this.updates, claim, origin, webhookExpected, this.webhookGrace);
    }

    /**
     * Make an update, or repeat it later if the database is not available.
     *
     * @param change makes the update, and returns whether it has changed a row
     * @param settled called when the update has succeeded, or is not repeated
     * @return whether it has changed a row
     * @throws RuntimeException if it fails
     */
    public boolean update(BooleanSupplier change, Runnable settled) {
        return this.updates.run(change, settled);
    }

    /** Return the claims of durable creates. */
    public FailedClaims failedClaims() {
        return this.failedClaims;
    }

    /** Record outcomes that could not be recorded, and end failed claims. */
    public void retryUpdates() {
        this.updates.retry();
        this.failedClaims.end();
    }

    /** Renew the rows of the entries in progress. */
    public void renew() {
        this.renewals.renew();
    }

    /** Return whether the latest renewals of this instance have succeeded for at least a time. */
    public boolean hasRenewedFor(Duration time) {
        return this.renewals.haveSucceededFor(time);
    }
}
