/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The events of a logger, until it is closed. A class that captures logs is isolated, because other tests use the same loggers. */
public final class CapturedLog implements AutoCloseable {

    private final Logger logger;

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private CapturedLog(Logger logger) {
        this.logger = logger;
    }

    /** Capture the events of a logger, and of those below it, from a level on. */
    public static CapturedLog of(String logger, Level level) {
        CapturedLog log = new CapturedLog((Logger) LoggerFactory.getLogger(logger));
        log.appender.start();
        log.logger.addAppender(log.appender);
        log.logger.setLevel(level);
        return log;
    }

    public List<ILoggingEvent> events() {
        return List.copyOf(this.appender.list);
    }

    public List<String> messages() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        this.logger.setLevel(null);
        this.logger.detachAppender(this.appender);
    }
}
