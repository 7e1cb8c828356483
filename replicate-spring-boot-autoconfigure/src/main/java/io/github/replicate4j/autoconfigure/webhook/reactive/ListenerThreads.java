/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Threads that call listeners. They notify when no listener is running.
 */
final class ListenerThreads implements Executor, AutoCloseable {

    private final SimpleAsyncTaskExecutor executor;

    private final List<Runnable> idleCallbacks = new ArrayList<>();

    private int running;

    ListenerThreads(SimpleAsyncTaskExecutor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            this.running++;
        }
        boolean accepted = false;
        try {
            this.executor.execute(() -> run(task));
            accepted = true;
        } finally {
            if (!accepted) {
                finished();
            }
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            finished();
        }
    }

    private void finished() {
        List<Runnable> callbacks = List.of();
        synchronized (this) {
            this.running--;
            if (this.running == 0) {
                callbacks = List.copyOf(this.idleCallbacks);
                this.idleCallbacks.clear();
            }
        }
        callbacks.forEach(Runnable::run);
    }

    /** Call back as soon as no listener is running, possibly on this thread. */
    void whenIdle(Runnable callback) {
        synchronized (this) {
            if (this.running > 0) {
                this.idleCallbacks.add(callback);
                return;
            }
        }
        callback.run();
    }

    @Override
    public void close() {
        this.executor.close();
    }
}
