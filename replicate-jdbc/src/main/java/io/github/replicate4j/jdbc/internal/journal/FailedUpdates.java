/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal.journal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.dao.DataIntegrityViolationException;

/** Outcomes of creates that could not be recorded because the database was not available. They are recorded later. */
final class FailedUpdates {

    private static final Log logger = LogFactory.getLog(FailedUpdates.class);

    private static final int MAX_SIZE = 10_000;

    private final Queue<Update> updates = new ConcurrentLinkedQueue<>();

    private final AtomicInteger size = new AtomicInteger();

    /**
     * Make an update, or keep it if it fails and may succeed later.
     *
     * @param change makes the update, and returns whether it has changed a row
     * @param settled called when the update has succeeded, or is not repeated
     * @return whether it has changed a row
     * @throws RuntimeException if it fails
     */
    boolean run(BooleanSupplier change, Runnable settled) {
        return run(new Update(change, settled));
    }

    private boolean run(Update update) {
        boolean kept = false;
        try {
            return update.change().getAsBoolean();
        } catch (RuntimeException ex) {
            kept = !(ex instanceof DataIntegrityViolationException) && keep(update);
            throw ex;
        } finally {
            if (!kept) {
                update.settled().run();
            }
        }
    }

    private boolean keep(Update update) {
        if (this.size.incrementAndGet() > MAX_SIZE) {
            // The row is no longer renewed, so the reconciler searches the task.
            this.size.decrementAndGet();
            return false;
        }
        return this.updates.add(update);
    }

    /** Make the updates that have failed, up to the first one that fails again. */
    void retry() {
        for (int i = this.size.get(); i > 0; i--) {
            Update update = this.updates.poll();
            if (update == null || !succeeds(update)) {
                return;
            }
        }
    }

    private boolean succeeds(Update update) {
        this.size.decrementAndGet();
        try {
            run(update);
            return true;
        } catch (RuntimeException ex) {
            logger.debug("The outcome of a create could not be recorded; retrying later", ex);
            return false;
        }
    }

    private record Update(BooleanSupplier change, Runnable settled) {}
}
