/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.limits.CreateLimits;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** A reservation that is settled once. Then the creates that wait are tried again. */
final class QueueReservation implements CreateLimits.Reservation {

    private static final Log logger = LogFactory.getLog(QueueReservation.class);

    private final CreateLimits.Reservation reservation;

    private final Executor executor;

    private final Runnable onSettled;

    private final Runnable onFailure;

    private final AtomicBoolean settled = new AtomicBoolean();

    /**
     * Create a reservation.
     *
     * @param onFailure called by the executor after an update failed
     */
    QueueReservation(CreateLimits.Reservation reservation, Executor executor, Runnable onSettled, Runnable onFailure) {
        this.reservation = reservation;
        this.executor = executor;
        this.onSettled = onSettled;
        this.onFailure = onFailure;
    }

    @Override
    public void sending(String journalEntry) {
        this.executor.execute(() -> call(() -> this.reservation.sending(journalEntry)));
    }

    @Override
    public void created(String id) {
        this.executor.execute(() -> call(() -> this.reservation.created(id)));
    }

    @Override
    public void completed(@Nullable Cost cost) {
        settle(() -> this.reservation.completed(cost));
    }

    @Override
    public void released(boolean sent) {
        settle(() -> this.reservation.released(sent));
    }

    private void settle(Runnable change) {
        if (this.settled.compareAndSet(false, true)) {
            this.executor.execute(() -> call(change));
            this.onSettled.run();
        }
    }

    /** A failure must not fail the call of the application: the place in flight becomes free later. */
    private void call(Runnable change) {
        try {
            change.run();
        } catch (Throwable ex) {
            // Failures of a database can contain the values of the statement.
            logger.warn("The limits on creates could not be updated, so that less is left for a while: "
                    + Redaction.of(String.valueOf(ex)));
            logger.debug("Failure of the limits", ex);
            this.onFailure.run();
        }
    }
}
