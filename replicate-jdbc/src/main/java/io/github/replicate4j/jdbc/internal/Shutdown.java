/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends threads that use the database. They are not interrupted at once: an interrupt in a statement closes a database in files.
 */
public final class Shutdown {

    private static final long INTERRUPTED_MILLIS = 1_000;

    private Shutdown() {}

    /**
     * Let running tasks complete. They are interrupted when the time has passed, and awaited for another second. If the current
     * thread is interrupted, they are interrupted immediately.
     *
     * @param threads the threads, which accept no more tasks
     * @param timeout time after which running tasks are interrupted
     * @param onTimeout called before tasks are interrupted because the time has passed
     */
    public static void close(ExecutorService threads, Duration timeout, Runnable onTimeout) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                onTimeout.run();
                threads.shutdownNow();
                threads.awaitTermination(INTERRUPTED_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException ex) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
