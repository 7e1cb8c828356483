/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.internal.DaemonThreads;
import io.github.replicate4j.jdbc.internal.Shutdown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Threads that process reserved completions. There are never more reserved completions than the threads can start soon, so that
 * slow listeners of one instance do not delay what another instance could process.
 */
final class InboxWorkers {

    private static final Log logger = LogFactory.getLog(InboxWorkers.class);

    /** Idle threads take a moment to end. */
    private static final long MIN_CLOSE_NANOS = Duration.ofMillis(100).toNanos();

    private final ThreadPoolExecutor threads;

    private final int workers;

    private final int batch;

    private final long leaseNanos;

    private final Stage stage;

    private final Consumer<Claim> processor;

    private final Consumer<Claim> release;

    private final Runnable onIdle;

    /** Claims that wait for a thread or have one. */
    private final AtomicInteger outstanding = new AtomicInteger();

    /** How many claims may wait for a thread. */
    private volatile int lookAhead;

    private double averageNanos;

    /**
     * Create the workers.
     *
     * @param processor processes a claim, and does not throw exceptions
     * @param release undoes a claim that was not processed
     * @param onIdle called when a thread has processed a claim
     */
    InboxWorkers(
            InboxSettings settings, Stage stage, Consumer<Claim> processor, Consumer<Claim> release, Runnable onIdle) {
        this.workers = settings.workers();
        this.batch = settings.batch();
        this.leaseNanos = settings.lease().toNanos();
        this.stage = stage;
        this.processor = processor;
        this.release = release;
        this.onIdle = onIdle;
        this.threads = new ThreadPoolExecutor(
                this.workers,
                this.workers,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads(stage.threadNames()),
                (task, closed) -> ((Task) task).release());
    }

    /** Return how many completions to reserve now. */
    int capacity() {
        int waiting = this.lookAhead;
        int free = this.workers + waiting - this.outstanding.get();
        return free >= Math.max(1, waiting / 2) ? Math.min(free, this.batch) : 0;
    }

    /**
     * Process claims.
     *
     * @param claimedAt time before they were claimed
     */
    void submit(List<Claim> claims, long claimedAt) {
        this.outstanding.addAndGet(claims.size());
        claims.forEach(claim -> this.threads.execute(new Task(claim, claimedAt)));
    }

    /** Release claims that have waited for a thread for a third of their lease, because listeners hang. */
    void releaseDelayed() {
        for (Runnable task : this.threads.getQueue()) {
            if (((Task) task).age() > this.leaseNanos / 3 && this.threads.remove(task)) {
                this.lookAhead = 0;
                ((Task) task).release();
            }
        }
    }

    /** Adapt to the time that listeners take: a claim waits for about a tenth of its lease at most. */
    private synchronized void adapt(long nanos) {
        this.averageNanos = Math.max(nanos, (3 * this.averageNanos + nanos) / 4);
        double startedSoon = this.workers * (this.leaseNanos / 10.0) / this.averageNanos;
        this.lookAhead = (int) Math.min(this.batch, startedSoon);
    }

    /**
     * Release the claims that wait for a thread, and wait for the others.
     *
     * @param deadline value of {@link System#nanoTime()} at which running listeners are interrupted
     */
    void close(long deadline) {
        this.threads.shutdown();
        List<Runnable> waiting = new ArrayList<>();
        this.threads.getQueue().drainTo(waiting);
        try {
            waiting.forEach(task -> ((Task) task).release());
        } catch (RuntimeException ex) {
            logger.debug("Completions are processed after the end of their lease", ex);
        }
        long remaining = Math.max(deadline - System.nanoTime(), MIN_CLOSE_NANOS);
        Shutdown.close(this.threads, Duration.ofNanos(remaining), () -> logger.warn(this.stage.interruption()));
    }

    private final class Task implements Runnable {

        private final Claim claim;

        private final long claimedAt;

        Task(Claim claim, long claimedAt) {
            this.claim = claim;
            this.claimedAt = claimedAt;
        }

        long age() {
            return System.nanoTime() - this.claimedAt;
        }

        void release() {
            InboxWorkers.this.outstanding.decrementAndGet();
            InboxWorkers.this.release.accept(this.claim);
        }

        @Override
        public void run() {
            try {
                // The database checks the lease, too. A claim that has expired here would count as an attempt.
                if (age() >= InboxWorkers.this.leaseNanos) {
                    InboxWorkers.this.release.accept(this.claim);
                } else {
                    long start = System.nanoTime();
                    InboxWorkers.this.processor.accept(this.claim);
                    adapt(System.nanoTime() - start);
                }
            } catch (RuntimeException ex) {
                logger.debug("The completion is processed after the end of its lease", ex);
            } finally {
                InboxWorkers.this.outstanding.decrementAndGet();
                InboxWorkers.this.onIdle.run();
            }
        }
    }
}
