/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.internal.DaemonThreads;
import io.github.replicate4j.jdbc.internal.DatabaseOutage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Thread that reserves completions for the workers: immediately if this instance has stored one, and in intervals to find those
 * of other instances.
 */
final class InboxDispatcher {

    private static final Log logger = LogFactory.getLog(InboxDispatcher.class);

    private static final long NO_RETRY_NANOS = Duration.ofDays(1).toNanos();

    private final InboxSettings settings;

    private final InboxTable table;

    private final BooleanSupplier maintenance;

    private final DatabaseOutage outage;

    private final InboxWorkers workers;

    private final Thread thread;

    private final Semaphore wakeUp = new Semaphore(0);

    private final CountDownLatch closed = new CountDownLatch(1);

    /** Whether more completions may be due than are reserved. */
    private volatile boolean backlog;

    /** Time at which a completion that has failed here is due. */
    private final AtomicLong nextRetry = new AtomicLong(System.nanoTime() + NO_RETRY_NANOS);

    /**
     * Create a dispatcher.
     *
     * @param maintenance deletes some of what is no longer needed, and returns whether there may be more
     */
    InboxDispatcher(
            InboxSettings settings,
            Stage stage,
            InboxTable table,
            BooleanSupplier maintenance,
            ProcessorFactory processors) {
        this.settings = settings;
        this.table = table;
        this.maintenance = maintenance;
        this.outage = new DatabaseOutage(logger, stage.outage());
        this.thread = new DaemonThreads(stage.threadNames() + "dispatcher-").newThread(this::run);
        ClaimProcessor processor = processors.create(this.outage);
        this.workers = new InboxWorkers(
                settings,
                stage,
                claim -> processor.process(claim, this::retryIn),
                claim -> table.release(claim, Duration.ZERO),
                this::workerIdle);
    }

    void start() {
        this.thread.start();
    }

    /** Reserve completions soon, although the interval has not elapsed. */
    void wakeUp() {
        if (this.wakeUp.availablePermits() == 0) {
            this.wakeUp.release();
        }
    }

    private void workerIdle() {
        if (this.backlog) {
            wakeUp();
        }
    }

    private void retryIn(Duration delay) {
        long time = System.nanoTime() + delay.toNanos();
        this.nextRetry.accumulateAndGet(time, (earliest, other) -> other - earliest < 0 ? other : earliest);
        wakeUp();
    }

    private void run() {
        while (this.closed.getCount() > 0) {
            try {
                pause(reserve());
            } catch (InterruptedException ex) {
                return;
            } catch (Throwable ex) {
                this.outage.failed(ex);
                pauseUntilNextAttempt();
            }
        }
    }

    /** Reserve completions and return the time until the next query in nanoseconds. */
    private long reserve() {
        this.workers.releaseDelayed();
        this.backlog = true;
        int capacity = this.workers.capacity();
        boolean more = true;
        // Also without capacity: a worker that becomes idle then wakes up the thread.
        long before = System.nanoTime();
        this.nextRetry.updateAndGet(time -> time - before > 0 ? time : before + NO_RETRY_NANOS);
        if (capacity > 0) {
            List<Claim> claims = this.table.claim(capacity, this.settings.lease());
            this.outage.recovered();
            this.workers.submit(claims, before);
            more = claims.size() == capacity;
            this.backlog = more;
        }
        if (this.maintenance.getAsBoolean() || more && this.workers.capacity() > 0) {
            return 0;
        }
        long pause = DatabaseOutage.jitter(this.settings.pollInterval()).toNanos();
        return Math.max(0, Math.min(pause, this.nextRetry.get() - System.nanoTime()));
    }

    private void pause(long nanos) throws InterruptedException {
        if (this.wakeUp.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            this.wakeUp.drainPermits();
        }
    }

    /** Completions that arrive meanwhile do not wake up the thread. */
    private void pauseUntilNextAttempt() {
        try {
            this.closed.await(this.outage.nextDelay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stop reserving completions. */
    void stop() {
        this.closed.countDown();
        wakeUp();
    }

    /**
     * Stop reserving completions, and wait for running work.
     *
     * @param deadline value of {@link System#nanoTime()} at which running work is interrupted
     */
    void close(long deadline) {
        stop();
        try {
            this.thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        this.workers.close(deadline);
    }

    /** Creates a processor that reports failures of the database. */
    @FunctionalInterface
    interface ProcessorFactory {

        ClaimProcessor create(DatabaseOutage outage);
    }
}
