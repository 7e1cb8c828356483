/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Claims of durable creates by this instance, and those of them that have failed although the database may have committed them. The
 * creates of a failed claim are not sent, so they are queued again.
 *
 * <p>If the claim was rolled back, its attempt is also that of the next claim. The row of the next claim must not change: another
 * instance has another node, and this instance makes no claim until the creates of a failed one are queued again.
 */
final class FailedClaims {

    private final JournalTable table;

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final List<DurableCreate> creates = new ArrayList<>();

    FailedClaims(JournalTable table) {
        this.table = table;
    }

    /**
     * Make a claim, after the creates of a failed one are queued again.
     *
     * @param claim makes the claim, and adds the creates before it changes them
     * @return the claimed creates
     */
    List<DurableCreate> claim(Consumer<List<DurableCreate>> claim) {
        List<DurableCreate> claimed = new ArrayList<>();
        this.lock.lock();
        try {
            queueAgain();
            claim.accept(claimed);
            return claimed;
        } catch (RuntimeException | Error ex) {
            this.creates.addAll(claimed);
            throw ex;
        } finally {
            this.lock.unlock();
        }
    }

    /** Queue the creates of a failed claim again. */
    void queueAgain() {
        this.lock.lock();
        try {
            while (!this.creates.isEmpty()) {
                DurableCreate create = this.creates.get(0);
                this.table.updateClaimed(create, JournalTable.REQUEUED_WITH_ERROR, Duration.ZERO, create.error());
                this.creates.remove(0);
            }
        } finally {
            this.lock.unlock();
        }
    }
}
