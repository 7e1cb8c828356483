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
 * The threads on which a client calls its journal, which may block: two that begin entries, and one that records outcomes, which
 * must not wait behind creates. They end when they are idle. A client that closes waits for their tasks.
 */
final class JournalThreads {

    private static final int BEGINNING_THREADS = 2;

    private static final int MAX_WAITING_CREATES = 1_000;

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    private final InFlightTracker inFlight;

    private final AtomicInteger waitingCreates = new AtomicInteger();

    private final ThreadPoolExecutor beginning = threads(BEGINNING_THREADS, "replicate-journal-");

    private final ThreadPoolExecutor recording = threads(1, "replicate-journal-outcomes-");

    JournalThreads(InFlightTracker inFlight) {
        this.inFlight = inFlight;
    }

    private static ThreadPoolExecutor threads(int count, String prefix) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count,
                count,
                IDLE_TIMEOUT.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads(prefix));
        threads.allowCoreThreadTimeOut(true);
        return threads;
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
        run(this.beginning, () -> {
            this.waitingCreates.decrementAndGet();
            task.run();
        });
    }

    /** Run the task that records the outcome of a create. The number of these tasks is limited by that of the creates. */
    void record(Runnable task) {
        run(this.recording, task);
    }

    private void run(ThreadPoolExecutor threads, Runnable task) {
        Runnable completed = this.inFlight.start(Duration.ZERO);
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                completed.run();
            }
        });
    }

    private static final class DaemonThreads implements ThreadFactory {

        private final String prefix;

        private final AtomicInteger count = new AtomicInteger();

        DaemonThreads(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, this.prefix + this.count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
