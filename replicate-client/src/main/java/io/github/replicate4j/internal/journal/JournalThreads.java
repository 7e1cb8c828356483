/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.journal;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.transport.InFlightTracker;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which a client calls its journal, which may block. They end when they are idle. A client that closes waits for
 * their tasks.
 */
final class JournalThreads {

    private static final int THREADS = 2;

    private static final int MAX_WAITING_CREATES = 1_000;

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    private final InFlightTracker inFlight;

    private final AtomicInteger waitingCreates = new AtomicInteger();

    private final ThreadPoolExecutor threads;

    JournalThreads(InFlightTracker inFlight) {
        this.inFlight = inFlight;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_TIMEOUT.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads());
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Run the task that begins the entry of a create.
     *
     * @throws ReplicateException if too many creates wait
     */
    void begin(String operation, Runnable task) {
        if (this.waitingCreates.incrementAndGet() > MAX_WAITING_CREATES) {
            this.waitingCreates.decrementAndGet();
            throw new ReplicateException(
                    operation + " was not sent: " + MAX_WAITING_CREATES + " other creates wait until the journal has"
                            + " recorded them. Check the journal's database, and repeat the call later.",
                    null);
        }
        run(() -> {
            this.waitingCreates.decrementAndGet();
            task.run();
        });
    }

    /** Run the task that records the outcome of a create. The number of these tasks is limited by that of the creates. */
    void run(Runnable task) {
        Runnable completed = this.inFlight.start(Duration.ZERO);
        this.threads.execute(() -> {
            try {
                task.run();
            } finally {
                completed.run();
            }
        });
    }

    private static final class DaemonThreads implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "replicate-journal-" + this.count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
