/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal;

import io.github.replicate4j.internal.support.Redaction;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.logging.Log;

/**
 * Failures of the database: logs when they start and when they stop, but not each of them, and determines the backoff between
 * attempts. Safe for concurrent use.
 */
public final class DatabaseOutage {

    private static final long FIRST_DELAY_MILLIS = 1_000;

    private static final long MAX_DELAY_MILLIS = 30_000;

    private final Log logger;

    private final String consequence;

    private boolean active;

    private long startedAt;

    private long delayMillis = FIRST_DELAY_MILLIS;

    /**
     * Create an instance.
     *
     * @param logger receives one message when an outage starts and one when it stops
     * @param consequence what does not work meanwhile, a sentence without a period
     */
    public DatabaseOutage(Log logger, String consequence) {
        this.logger = logger;
        this.consequence = consequence;
    }

    /** Report that a statement failed. */
    public synchronized void failed(Throwable failure) {
        if (this.active) {
            this.logger.debug(this.consequence, failure);
            return;
        }
        this.active = true;
        this.startedAt = System.nanoTime();
        this.logger.warn(this.consequence
                + ", because the database failed. It is retried after 1 to 30 s; further failures are logged at DEBUG. "
                + Redaction.of(String.valueOf(failure)));
    }

    /** Report that a statement succeeded. */
    public synchronized void recovered() {
        if (this.active) {
            this.active = false;
            this.delayMillis = FIRST_DELAY_MILLIS;
            this.logger.info("The database works again after "
                    + Duration.ofNanos(System.nanoTime() - this.startedAt).toSeconds() + " s");
        }
    }

    /** Return the delay before the next attempt, which doubles with each call until the database works again. */
    public synchronized Duration nextDelay() {
        Duration delay = jitter(Duration.ofMillis(this.delayMillis));
        this.delayMillis = Math.min(2 * this.delayMillis, MAX_DELAY_MILLIS);
        return delay;
    }

    /** Return the duration, changed by up to 20 %, so that several instances do not query at the same time. */
    public static Duration jitter(Duration duration) {
        return Duration.ofMillis(
                (long) (duration.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
