/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs a warning for rejected deliveries: the first of each kind, then at most once a minute with their number, since anyone
 * can send any number of requests. The messages contain no data of the request.
 */
final class RejectionLog {

    private static final Log logger = LogFactory.getLog(RejectionLog.class);

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Clock clock;

    private final Map<Enum<?>, Counter> counters = new HashMap<>();

    RejectionLog(Clock clock) {
        this.clock = clock;
    }

    void log(Enum<?> reason, String message) {
        logger.debug(message);
        long count = countToReport(reason);
        if (count == 1) {
            logger.warn(message);
        } else if (count > 1) {
            logger.warn(message + " (" + count + " times since the last warning)");
        }
    }

    /** Return the number of rejections since the last report, or 0 if the last report is too recent. */
    private synchronized long countToReport(Enum<?> reason) {
        Counter counter = this.counters.computeIfAbsent(reason, key -> new Counter());
        counter.count++;
        Instant now = this.clock.instant();
        if (now.isBefore(counter.nextReport)) {
            return 0;
        }
        long count = counter.count;
        counter.count = 0;
        counter.nextReport = now.plus(INTERVAL);
        return count;
    }

    private static final class Counter {

        private long count;

        private Instant nextReport = Instant.MIN;
    }
}
