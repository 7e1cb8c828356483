/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitedCreate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;

/** A create that has not been admitted or refused yet. Its caller gets exactly one result, or cancels. */
final class PendingCreate implements Subscription {

    private static final Object PENDING = new Object();

    private static final Object CANCELLED = new Object();

    private static final Object DELIVERED = new Object();

    private final LimitedCreate create;

    private final Duration maxWait;

    private final Subscriber<? super CreateLimits.Reservation> caller;

    /** One of the constants, or the result: a reservation or an exception. */
    private final AtomicReference<Object> state = new AtomicReference<>(PENDING);

    private final Disposable.Swap timer = Disposables.swap();

    private final Consumer<PendingCreate> leave;

    private final Supplier<ReplicateException> expired;

    private final long createdAt = System.nanoTime();

    private volatile boolean submitted;

    /**
     * Create a pending create.
     *
     * @param leave called when the create stops waiting without a decision of the queue
     * @param expired creates the failure after the maximum wait
     */
    PendingCreate(
            LimitedCreate create,
            Duration maxWait,
            Subscriber<? super CreateLimits.Reservation> caller,
            Consumer<PendingCreate> leave,
            Supplier<ReplicateException> expired) {
        this.create = create;
        this.maxWait = maxWait;
        this.caller = caller;
        this.leave = leave;
        this.expired = expired;
    }

    LimitedCreate create() {
        return this.create;
    }

    /** Return whether the create waits if it does not fit now. */
    boolean waits() {
        return !this.maxWait.isZero();
    }

    /** Return how long the create still waits at most. */
    Duration remaining() {
        return this.maxWait.minusNanos(System.nanoTime() - this.createdAt);
    }

    boolean isOpen() {
        return this.state.get() == PENDING;
    }

    void succeed(CreateLimits.Reservation reservation) {
        if (!decide(reservation)) {
            reservation.released(false);
        }
    }

    void fail(ReplicateException failure) {
        decide(failure);
    }

    private boolean decide(Object result) {
        if (!this.state.compareAndSet(PENDING, result)) {
            return false;
        }
        this.timer.dispose();
        if (this.submitted) {
            // Not on the thread of another caller, or of a database.
            Schedulers.parallel().schedule(this::deliver);
        }
        return true;
    }

    /** The calling thread has submitted the create: deliver a result that is known already, or start to wait. */
    void submitted() {
        this.submitted = true;
        deliver();
        if (isOpen() && waits()) {
            this.timer.update(
                    Schedulers.parallel().schedule(this::expire, this.maxWait.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void expire() {
        if (decide(this.expired.get())) {
            this.leave.accept(this);
        }
    }

    private void deliver() {
        Object result = this.state.get();
        if (result == PENDING || result == CANCELLED || !this.state.compareAndSet(result, DELIVERED)) {
            return;
        }
        if (result instanceof CreateLimits.Reservation reservation) {
            this.caller.onNext(reservation);
            this.caller.onComplete();
        } else if (result instanceof Throwable failure) {
            this.caller.onError(failure);
        }
    }

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {
        Object result = this.state.getAndSet(CANCELLED);
        this.timer.dispose();
        if (result instanceof CreateLimits.Reservation reservation) {
            reservation.released(false);
        }
        if (result == PENDING) {
            this.leave.accept(this);
        }
    }
}
