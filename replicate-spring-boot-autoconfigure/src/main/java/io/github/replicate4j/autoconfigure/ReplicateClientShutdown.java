/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Closes the clients during shutdown, in two steps. When the context begins to close, calls that wait end and their predictions are
 * cancelled: otherwise the graceful shutdown of a web server would wait for them, longer than most platforms let a process live.
 * After the web server, whose last requests may use the clients, they are closed. This is before the Reactor Netty resources,
 * without which predictions cannot be cancelled at Replicate. The destruction callbacks of beans run later.
 */
final class ReplicateClientShutdown implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, Ordered {

    /** Higher phases stop first: a web server has one of the highest phases, Reactor Netty resources have phase 0. */
    private static final int PHASE = 1024;

    private final ConfigurableApplicationContext context;

    private final ConfigurableListableBeanFactory beans;

    private volatile boolean running;

    ReplicateClientShutdown(ConfigurableApplicationContext context, ConfigurableListableBeanFactory beans) {
        this.context = context;
        this.beans = beans;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == this.context) {
            forEach(AsyncReplicate.class, AsyncReplicate::shutdown);
            forEach(Replicate.class, Replicate::shutdown);
        }
    }

    /** Before the listener that closes child contexts, one of which may contain the web server. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void start() {
        this.running = true;
    }

    /** A context that is stopped, and not closed, can be restarted, but a closed client cannot. */
    @Override
    public void stop() {
        this.running = false;
        if (this.context.isClosed()) {
            forEach(AsyncReplicate.class, AsyncReplicate::close);
            forEach(Replicate.class, Replicate::close);
        }
    }

    /** Use existing singletons only: {@code getSingleton} does not create beans. */
    private <T> void forEach(Class<T> type, Consumer<T> action) {
        for (String name : this.beans.getBeanNamesForType(type, false, false)) {
            if (type.isInstance(this.beans.getSingleton(name)) && hasDestroyMethod(name)) {
                action.accept(type.cast(this.beans.getSingleton(name)));
            }
        }
    }

    /** A client that is shared with other contexts is declared with {@code destroyMethod = ""}. */
    private boolean hasDestroyMethod(String name) {
        return !this.beans.containsBeanDefinition(name)
                || !"".equals(this.beans.getMergedBeanDefinition(name).getDestroyMethodName());
    }

    @Override
    public boolean supportsAsyncExecution() {
        return false;
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
