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
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Thread that reserves completions for the workers: immediately if this instance has stored one, and in intervals to find those
 * of other instances. Hourly, it deletes completions whose retention has expired.
 */
final class InboxDispatcher {

    private static final Log logger = LogFactory.getLog(InboxDispatcher.class);

    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);

    private static final long NO_RETRY_NANOS = Duration.ofDays(1).toNanos();

    private final InboxSettings settings;

    private final InboxTable table;

    private final InboxOperations operations;

    private final DatabaseOutage outage =
            new DatabaseOutage(logger, "Stored webhooks are not processed by this instance");

    private final InboxWorkers workers;

    private final Thread thread = new DaemonThreads("replicate-inbox-dispatcher-").newThread(this::run);

    private final Semaphore wakeUp = new Semaphore(0);

    private final CountDownLatch closed = new CountDownLatch(1);

    /** Whether more completions may be due than are reserved. */
    private volatile boolean backlog;

    /** Time at which a completion that has failed here is due. */
    private final AtomicLong nextRetry = new AtomicLong(System.nanoTime() + NO_RETRY_NANOS);

    private long nextPurge;

    private long nextDeletion = System.nanoTime();

    InboxDispatcher(InboxSettings settings, InboxTable table, InboxOperations operations, ProcessorFactory processors) {
        this.settings = settings;
        this.table = table;
        this.operations = operations;
        CompletionProcessor processor = processors.create(this.outage);
        this.workers = new InboxWorkers(
                settings, claim -> processor.process(claim, this::retryIn), table::release, this::workerIdle);
        this.nextPurge = System.nanoTime()
                + DatabaseOutage.jitter(PURGE_INTERVAL.dividedBy(60)).toNanos();
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
        if (capacity > 0) {
            long before = System.nanoTime();
            this.nextRetry.updateAndGet(time -> time - before > 0 ? time : before + NO_RETRY_NANOS);
            List<Claim> claims = this.table.claim(capacity, this.settings.lease());
            this.outage.recovered();
            this.workers.submit(claims, before);
            more = claims.size() == capacity;
            this.backlog = more;
        }
        boolean purging = purge() | deletePayloads();
        if (purging || more && this.workers.capacity() > 0) {
            return 0;
        }
        long pause = DatabaseOutage.jitter(this.settings.pollInterval()).toNanos();
        return Math.max(0, Math.min(pause, this.nextRetry.get() - System.nanoTime()));
    }

    /** Delete some of the expired completions, and return whether there may be more. */
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

    /** Delete some of the payloads that are no longer needed, and return whether there may be more. */
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

    /** Stop reserving completions, and wait for running listeners, in total for the timeout. */
    void close() {
        Duration timeout = this.settings.shutdownTimeout();
        long deadline = System.nanoTime() + timeout.toNanos();
        this.closed.countDown();
        wakeUp();
        try {
            this.thread.join(timeout.toMillis());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        this.workers.close(deadline);
    }

    /** Creates a processor that reports failures of the database. */
    @FunctionalInterface
    interface ProcessorFactory {

        CompletionProcessor create(DatabaseOutage outage);
    }
}
