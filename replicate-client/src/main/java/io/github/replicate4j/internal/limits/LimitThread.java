/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.internal.transport.InFlightTracker;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread on which a client calls limits that may block, in the order of the calls. It ends when it is idle. A client that closes
 * waits for its tasks.
 */
final class LimitThread implements Executor {

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    private final InFlightTracker inFlight;

    private final ThreadPoolExecutor thread;

    LimitThread(InFlightTracker inFlight) {
        this.inFlight = inFlight;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "replicate-limits");
                    thread.setDaemon(true);
                    return thread;
                });
        this.thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        Runnable completed = this.inFlight.start(Duration.ZERO);
        this.thread.execute(() -> {
            try {
                task.run();
            } finally {
                completed.run();
            }
        });
    }
}
