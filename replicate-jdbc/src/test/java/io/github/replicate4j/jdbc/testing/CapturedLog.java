/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** What some threads log. Other tests log at the same time. */
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    private final Logger logger;

    private final Predicate<Thread> threads;

    private CapturedLog(String logger, Predicate<Thread> threads) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
        this.threads = threads;
        start();
        this.logger.addAppender(this);
    }

    public static CapturedLog of(String logger, Predicate<Thread> threads) {
        return new CapturedLog(logger, threads);
    }

    public static CapturedLog ofThisThread(Class<?> logger) {
        return new CapturedLog(logger.getName(), Thread.currentThread()::equals);
    }

    public List<ILoggingEvent> events() {
        return this.events;
    }

    public List<String> messages() {
        return this.events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (this.threads.test(Thread.currentThread())) {
            this.events.add(event);
        }
    }

    @Override
    public void close() {
        this.logger.detachAppender(this);
    }
}
