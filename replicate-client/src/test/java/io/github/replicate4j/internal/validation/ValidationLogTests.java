/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.replicate4j.error.InputFinding;
import io.github.replicate4j.error.InputFinding.Code;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("Changes loggers")
class ValidationLogTests {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ValidationLog.class);

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private final ValidationLog log = new ValidationLog();

    @BeforeEach
    void start() {
        this.events.start();
        this.logger.addAppender(this.events);
        this.logger.setLevel(Level.WARN);
    }

    @AfterEach
    void stop() {
        this.logger.setLevel(null);
        this.logger.detachAppender(this.events);
    }

    private static InputFinding unknown(String path) {
        return new InputFinding(path, Code.UNKNOWN, "string", "prompt", null);
    }

    @Test
    void sameFindingsAreLoggedOncePerVersion() {
        for (int i = 0; i < 100; i++) {
            this.log.findings("acme/model", "v1", List.of(unknown("input.images[" + i + "]"), unknown("input.a")));
            this.log.findings("acme/model", "v2", List.of(unknown("input.a")));
        }
        assertThat(this.events.list).hasSize(2);
    }

    @Test
    void numberOfWarningsIsLimited() {
        for (int i = 0; i < 5_000; i++) {
            this.log.findings("acme/model", "v1", List.of(unknown("input.name" + i)));
        }
        assertThat(this.events.list).hasSize(20);
        this.log.findings("acme/other", "v1", List.of(unknown("input.name")));
        assertThat(this.events.list).hasSize(21);
    }
}
