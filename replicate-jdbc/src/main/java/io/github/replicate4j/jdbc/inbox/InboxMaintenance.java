/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.internal.DatabaseOutage;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Deletes completions whose retention has expired, hourly, and payloads that are no longer needed. */
final class InboxMaintenance implements BooleanSupplier {

    private static final Duration SKIP_INTERVAL = Duration.ofMinutes(5);

    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);

    private final InboxSettings settings;

    private final InboxOperations operations;

    private final boolean storesOutputs;

    private long nextPurge;

    private long nextSkip = System.nanoTime();

    private long nextDeletion = System.nanoTime();

    /**
     * Create the maintenance.
     *
     * @param storesOutputs whether this instance stores outputs
     */
    InboxMaintenance(InboxSettings settings, InboxOperations operations, boolean storesOutputs) {
        this.settings = settings;
        this.operations = operations;
        this.storesOutputs = storesOutputs;
        this.nextPurge = System.nanoTime()
                + DatabaseOutage.jitter(PURGE_INTERVAL.dividedBy(60)).toNanos();
    }

    /** Delete some of what is no longer needed, and return whether there may be more. */
    @Override
    public boolean getAsBoolean() {
        skipOutputs();
        return purge() | deletePayloads();
    }

    private void skipOutputs() {
        if (!this.storesOutputs && System.nanoTime() - this.nextSkip >= 0) {
            this.operations.skipOutputs();
            this.nextSkip =
                    System.nanoTime() + DatabaseOutage.jitter(SKIP_INTERVAL).toNanos();
        }
    }

    private boolean purge() {
        if (System.nanoTime() - this.nextPurge < 0) {
            return false;
        }
        if (this.operations.purgeStep(this.settings.retention(), this.settings.journaled())) {
            return true;
        }
        this.nextPurge =
                System.nanoTime() + DatabaseOutage.jitter(PURGE_INTERVAL).toNanos();
        return false;
    }

    private boolean deletePayloads() {
        if (this.settings.payloadRetention().isZero() || System.nanoTime() - this.nextDeletion < 0) {
            return false;
        }
        if (this.operations.deletePayloads()) {
            return true;
        }
        this.nextDeletion = System.nanoTime()
                + DatabaseOutage.jitter(this.settings.payloadRetention()).toNanos();
        return false;
    }
}
