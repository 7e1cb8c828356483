/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitedCreate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Admits the creates of one account in the order of their calls. Only the first one tries to reserve what it needs: when another
 * create has completed, and when the limit says that it fits. No thread waits.
 */
final class AccountQueue {

    /** Limits that other clients share change without notice. */
    private static final Duration MAX_RETRY_INTERVAL = Duration.ofMillis(500);

    private static final Duration MIN_RETRY_INTERVAL = Duration.ofMillis(1);

    private final CreateLimits limits;

    private final Duration maxWait;

    private final Executor executor;

    private final int maxLength;

    private final Runnable onRelease;

    private final Queue<PendingCreate> queue = new ConcurrentLinkedQueue<>();

    /** Creates that fail if they do not fit now, although others wait. */
    private final Queue<PendingCreate> immediate = new ConcurrentLinkedQueue<>();

    private final AtomicInteger length = new AtomicInteger();

    private final AtomicInteger drains = new AtomicInteger();

    private final Disposable.Swap retry = Disposables.swap();

    /** Why the first create waits, or {@code null} if the limits have not decided about it. */
    private volatile @Nullable Denial latestDenial;

    private volatile boolean closed;

    /**
     * Create a queue.
     *
     * @param executor runs calls of limits that block, or runs them on the calling thread
     * @param onRelease called when a create has released what it had reserved
     */
    AccountQueue(CreateLimits limits, Duration maxWait, Executor executor, int maxLength, Runnable onRelease) {
        this.limits = limits;
        this.maxWait = maxWait;
        this.executor = executor;
        this.maxLength = maxLength;
        this.onRelease = onRelease;
    }

    /**
     * Reserve what a create needs, or fail with a {@link CreateLimitException}. If the caller cancels before it gets the reservation,
     * the reservation is released.
     */
    Mono<CreateLimits.Reservation> admit(LimitedCreate create) {
        return admit(create, this.maxWait, this::submit);
    }

    /**
     * Reserve what a create needs, as {@link #admit}, but fail instead of waiting, also if the creates that wait already would be
     * admitted later.
     */
    Mono<CreateLimits.Reservation> admitNow(LimitedCreate create) {
        return admit(create, Duration.ZERO, pending -> {
            this.immediate.add(pending);
            drain();
            pending.submitted();
        });
    }

    private Mono<CreateLimits.Reservation> admit(
            LimitedCreate create, Duration maxWait, Consumer<PendingCreate> submit) {
        return new Mono<>() {

            @Override
            public void subscribe(CoreSubscriber<? super CreateLimits.Reservation> caller) {
                PendingCreate pending =
                        new PendingCreate(create, maxWait, caller, AccountQueue.this::leave, () -> expired(create));
                caller.onSubscribe(pending);
                submit.accept(pending);
            }
        };
    }

    private void submit(PendingCreate pending) {
        if (this.length.incrementAndGet() > this.maxLength) {
            this.length.decrementAndGet();
            pending.fail(new ReplicateException(
                    pending.create().operation() + " was not sent: " + this.maxLength
                            + " other creates wait for the limits ("
                            + pending.create().prefix() + "). Repeat the call later.",
                    null));
        } else {
            this.queue.add(pending);
            drain();
        }
        pending.submitted();
    }

    private void released() {
        drain();
        this.executor.execute(this.onRelease);
    }

    /** Admit the creates that fit, in order. */
    void drain() {
        if (this.drains.getAndIncrement() == 0) {
            this.executor.execute(this::drainLoop);
        }
    }

    private void drainLoop() {
        int drained;
        do {
            drained = this.drains.get();
            admitAll();
        } while (this.drains.addAndGet(-drained) != 0);
    }

    private void admitAll() {
        Denial denial = admitWaiting() ? null : this.latestDenial;
        PendingCreate next;
        while ((next = this.immediate.poll()) != null) {
            if (denial != null) {
                next.fail(denial.behind(next.create()));
            } else if (next.isOpen()) {
                tryAdmit(next);
            }
        }
    }

    /** Admit the creates that can wait, in order, and return whether none of them has to wait. */
    private boolean admitWaiting() {
        PendingCreate first;
        while ((first = this.queue.peek()) != null) {
            if (first.isOpen() && !tryAdmit(first)) {
                return false;
            }
            remove(first);
        }
        return true;
    }

    private void remove(PendingCreate pending) {
        if (this.queue.remove(pending)) {
            this.length.decrementAndGet();
        }
    }

    /** A create no longer waits, so that another one may be the first. */
    private void leave(PendingCreate pending) {
        remove(pending);
        drain();
    }

    /** Return whether the create is decided. */
    private boolean tryAdmit(PendingCreate pending) {
        try {
            if (this.closed) {
                pending.fail(closed(pending.create()));
                return true;
            }
            CreateLimits.Reservation reservation = ApplicationErrors.call(() -> this.limits.reserve(pending.create()));
            this.latestDenial = null;
            if (isMissing(reservation)) {
                pending.fail(new ReplicateException(
                        pending.create().operation() + " was not sent: the CreateLimits returned null. Return a"
                                + " reservation, or throw a CreateLimitException.",
                        null));
            } else {
                pending.succeed(
                        new QueueReservation(reservation, this.executor, this::released, this::admitAfterFailure));
            }
            return true;
        } catch (CreateLimitException ex) {
            return failUnlessItWaits(pending, ex);
        } catch (RuntimeException ex) {
            this.latestDenial = null;
            failAll(pending, ex);
            return true;
        }
    }

    /** An implementation of the application can return {@code null}. */
    private static boolean isMissing(CreateLimits.@Nullable Reservation reservation) {
        return reservation == null;
    }

    private boolean failUnlessItWaits(PendingCreate pending, CreateLimitException failure) {
        Denial denial = new Denial(failure);
        Duration retryAfter = failure.retryAfter();
        if (!pending.waits() || retryAfter == null) {
            pending.fail(denial.withoutWait(pending.create()));
            return true;
        }
        // Places in flight and cost can become free earlier, when predictions complete.
        if (failure.limit() == CreateLimit.CREATES_PER_MINUTE && retryAfter.compareTo(pending.remaining()) > 0) {
            pending.fail(denial.tooLate(pending.create(), this.maxWait));
            return true;
        }
        this.latestDenial = denial;
        retryAfter(retryAfter);
        return false;
    }

    /** A store that fails can need a long time for each call, so that the creates that wait must not be tried one after the other. */
    private void failAll(PendingCreate first, RuntimeException failure) {
        // Determined before the first one fails: a call that follows its failure is a new attempt.
        List<PendingCreate> failed = new ArrayList<>();
        failed.add(first);
        failed.addAll(this.queue);
        failed.addAll(this.immediate);
        failed.forEach(create -> create.fail(notCounted(create.create(), failure)));
    }

    /** An update of the limits failed: creates must not wait for the updates that follow, which can fail as slowly. */
    private void admitAfterFailure() {
        if (this.limits.isBlocking()) {
            admitAll();
        }
    }

    private void retryAfter(Duration delay) {
        Duration bounded = delay.compareTo(MAX_RETRY_INTERVAL) > 0
                ? MAX_RETRY_INTERVAL
                : delay.compareTo(MIN_RETRY_INTERVAL) < 0 ? MIN_RETRY_INTERVAL : delay;
        this.retry.update(Schedulers.parallel().schedule(this::drain, bounded.toMillis() + 1, TimeUnit.MILLISECONDS));
    }

    /** Fail the creates that wait, and those that would have to wait. */
    void close() {
        this.closed = true;
        this.retry.dispose();
        drain();
    }

    private ReplicateException expired(LimitedCreate create) {
        Denial denial = this.latestDenial;
        return denial == null
                ? new ReplicateException(
                        create.operation() + " was not sent: the limits did not respond within "
                                + this.maxWait.toMillis() + " ms (" + Denial.maxWait(create)
                                + "). Repeat the call later.",
                        null)
                : denial.afterWait(create, this.maxWait);
    }

    private static ReplicateException closed(LimitedCreate create) {
        return new ReplicateException(
                create.operation() + " was not sent: the client was closed or is shutting down.", null);
    }

    private static ReplicateException notCounted(LimitedCreate create, RuntimeException failure) {
        return new ReplicateException(
                create.operation() + " was not sent: the limits could not count it (" + Redaction.ofMessage(failure)
                        + "). Check the store of the limits, and repeat the call.",
                failure);
    }
}
