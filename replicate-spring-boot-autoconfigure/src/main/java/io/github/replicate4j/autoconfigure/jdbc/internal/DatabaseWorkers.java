/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts background work on the database when the beans of the application exist, and stops it before the clients, which listeners may
 * use.
 */
public final class DatabaseWorkers implements SmartLifecycle, DisposableBean {

    /** Higher phases stop first: after a web server, which stores completions, and before the clients. */
    private static final int PHASE = 2048;

    private final ConfigurableApplicationContext context;

    private final Runnable start;

    private final Runnable stop;

    private final AtomicBoolean started = new AtomicBoolean();

    private final AtomicBoolean stopped = new AtomicBoolean();

    private volatile boolean running;

    /**
     * Create workers.
     *
     * @param context the context that they belong to
     * @param start starts the work
     * @param stop stops the work, and waits for it
     */
    public DatabaseWorkers(ConfigurableApplicationContext context, Runnable start, Runnable stop) {
        this.context = context;
        this.start = start;
        this.stop = stop;
    }

    @Override
    public void start() {
        if (this.started.compareAndSet(false, true)) {
            this.start.run();
        }
        this.running = true;
    }

    /** A context that is stopped, and not closed, can be restarted, but closed workers cannot. */
    @Override
    public void stop() {
        this.running = false;
        if (this.context.isClosed()) {
            destroy();
        }
    }

    /** Does not block, so that all workers stop at the same time, and Spring's timeout for a phase applies. */
    @Override
    public void stop(Runnable callback) {
        Runnable stop = () -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        };
        new Thread(stop, "replicate-shutdown").start();
    }

    /** Also called if the context fails to start, in which case it is not closed. */
    @Override
    public void destroy() {
        if (this.started.get() && this.stopped.compareAndSet(false, true)) {
            this.stop.run();
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
