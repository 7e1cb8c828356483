/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Threads of the endpoint that call listeners. Listeners may block, and the schedulers of Reactor are shared with the whole application.
 * There is no queue, since Replicate delivers again: a task is rejected if all threads are busy. The threads notify when no listener is
 * running. They are not a bean, because Spring Boot would then not define its own executor.
 */
final class ListenerThreads implements Executor, AutoCloseable {

    private static final String NAME_PREFIX = "replicate-webhook-";

    private final Executor executor;

    private final Runnable shutdown;

    private final List<Runnable> idleCallbacks = new ArrayList<>();

    private int running;

    private ListenerThreads(Executor executor, Runnable shutdown) {
        this.executor = executor;
        this.shutdown = shutdown;
    }

    /** Create virtual threads, one for each task. */
    static ListenerThreads virtual(int limit, SimpleAsyncTaskExecutorBuilder builder) {
        SimpleAsyncTaskExecutor executor = builder.threadNamePrefix(NAME_PREFIX)
                .concurrencyLimit(limit)
                .rejectTasksWhenLimitReached(true)
                .build();
        return new ListenerThreads(executor, executor::close);
    }

    /** Create a pool. To start a platform thread takes several times as long as to process a webhook. */
    static ListenerThreads pooled(int limit, ThreadPoolTaskExecutorBuilder builder) {
        ThreadPoolTaskExecutor executor = builder.threadNamePrefix(NAME_PREFIX)
                .corePoolSize(0)
                .maxPoolSize(limit)
                .queueCapacity(0)
                // Listeners that still run are not interrupted.
                .awaitTermination(true)
                .build();
        executor.initialize();
        return new ListenerThreads(executor, executor::shutdown);
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
        this.shutdown.run();
    }
}
