/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Outcomes of creates that could not be recorded because the database was not available. They are recorded later. */
final class FailedUpdates {

    private static final Log logger = LogFactory.getLog(FailedUpdates.class);

    private static final int MAX_SIZE = 10_000;

    private final Queue<Runnable> updates = new ConcurrentLinkedQueue<>();

    private final AtomicInteger size = new AtomicInteger();

    /**
     * Make an update, or keep it if it fails.
     *
     * @throws RuntimeException if it fails
     */
    void run(Runnable update) {
        try {
            update.run();
        } catch (RuntimeException ex) {
            if (this.size.incrementAndGet() <= MAX_SIZE) {
                this.updates.add(update);
            } else {
                // The reconciler finds the task.
                this.size.decrementAndGet();
            }
            throw ex;
        }
    }

    /** Make the updates that have failed, up to the first one that fails again while the database is not available. */
    void retry() {
        for (int i = this.size.get(); i > 0; i--) {
            Runnable update = this.updates.poll();
            if (update == null || !succeeds(update)) {
                return;
            }
        }
    }

    private boolean succeeds(Runnable update) {
        this.size.decrementAndGet();
        try {
            run(update);
            return true;
        } catch (RuntimeException ex) {
            logger.debug("The outcome of a create could not be recorded; retrying later", ex);
            return false;
        }
    }
}
