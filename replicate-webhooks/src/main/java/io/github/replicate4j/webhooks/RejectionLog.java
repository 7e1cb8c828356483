/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.webhook.WebhookHeaderVerifier;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs rejected deliveries. At {@code WARN}, it logs the first of each kind, then at most once a minute with their number, since
 * anyone can send any number of requests; these messages contain no data of the request. At {@code DEBUG}, it logs each one
 * with its sender.
 */
final class RejectionLog {

    private static final Log logger = LogFactory.getLog(RejectionLog.class);

    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private static final String ID_HEADER = WebhookHeaderVerifier.HEADERS.get(0);

    private final LongSupplier nanoTime;

    private final Map<Enum<?>, Counter> counters = new HashMap<>();

    RejectionLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void log(Enum<?> reason, String message, WebhookRequestHeaders headers) {
        if (logger.isDebugEnabled()) {
            logger.debug(message + " Sender: " + Redaction.of(headers.remoteAddress()) + ", delivery: "
                    + Redaction.of(String.join(", ", headers.values(ID_HEADER))));
        }
        long count = countToReport(reason);
        if (count == 1) {
            logger.warn(message);
        } else if (count > 1) {
            logger.warn(message + " (" + count + " times since the last warning)");
        }
    }

    /** Return the number of rejections since the last report, or 0 if the last report is too recent. */
    private synchronized long countToReport(Enum<?> reason) {
        long now = this.nanoTime.getAsLong();
        Counter counter = this.counters.computeIfAbsent(reason, key -> new Counter(now));
        counter.count++;
        if (now - counter.nextReport < 0) {
            return 0;
        }
        long count = counter.count;
        counter.count = 0;
        counter.nextReport = now + INTERVAL_NANOS;
        return count;
    }

    private static final class Counter {

        private long count;

        private long nextReport;

        Counter(long nextReport) {
            this.nextReport = nextReport;
        }
    }
}
