/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Starts background work on the database when the beans of the application exist, and stops it before the clients, which listeners may
 * use.
 */
final class DatabaseWorkers implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, DisposableBean {

    /** Higher phases stop first: after a web server, which stores completions, and before the clients. */
    private static final int PHASE = 2048;

    private final ApplicationContext context;

    private final Runnable start;

    private final Runnable stop;

    private volatile boolean running;

    /** Set when the context is closed rather than stopped: a stopped context can be restarted, but closed workers cannot. */
    private volatile boolean closing;

    private boolean started;

    private boolean stopped;

    DatabaseWorkers(ApplicationContext context, Runnable start, Runnable stop) {
        this.context = context;
        this.start = start;
        this.stop = stop;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == this.context) {
            this.closing = true;
        }
    }

    @Override
    public void start() {
        if (!this.started) {
            this.start.run();
            this.started = true;
        }
        this.running = true;
    }

    @Override
    public void stop() {
        this.running = false;
        if (this.closing) {
            destroy();
        }
    }

    /** Also called if the context fails to start, without an event. */
    @Override
    public void destroy() {
        if (this.started && !this.stopped) {
            this.stopped = true;
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
