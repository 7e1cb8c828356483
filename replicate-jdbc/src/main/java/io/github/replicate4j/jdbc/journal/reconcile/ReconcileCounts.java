/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is settled. Safe for concurrent use. */
final class ReconcileCounts {

    private final AtomicInteger completed = new AtomicInteger();

    private final AtomicInteger adopted = new AtomicInteger();

    private final AtomicInteger resent = new AtomicInteger();

    private final AtomicInteger lost = new AtomicInteger();

    private final AtomicInteger expired = new AtomicInteger();

    private final AtomicInteger orphans = new AtomicInteger();

    void completed() {
        this.completed.incrementAndGet();
    }

    void adopted() {
        this.adopted.incrementAndGet();
    }

    void resent() {
        this.resent.incrementAndGet();
    }

    void lost() {
        this.lost.incrementAndGet();
    }

    void expired() {
        this.expired.incrementAndGet();
    }

    void orphan() {
        this.orphans.incrementAndGet();
    }

    void add(ReconcileResult result) {
        this.completed.addAndGet(result.completed());
        this.adopted.addAndGet(result.adopted());
        this.resent.addAndGet(result.resent());
        this.lost.addAndGet(result.lost());
        this.expired.addAndGet(result.expired());
        this.orphans.addAndGet(result.orphans());
    }

    ReconcileResult result() {
        return new ReconcileResult(
                this.completed.get(),
                this.adopted.get(),
                this.resent.get(),
                this.lost.get(),
                this.expired.get(),
                this.orphans.get());
    }
}
