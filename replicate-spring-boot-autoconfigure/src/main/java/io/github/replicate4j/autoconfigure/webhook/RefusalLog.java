/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.autoconfigure.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns of deliveries that were turned away: at the first of a kind, and then once a minute with their number, for anybody
 * may send any number. Nothing of what they sent is shown.
 */
final class RefusalLog {

    private static final Log logger = LogFactory.getLog(RefusalLog.class);

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Clock clock;

    private final Map<Enum<?>, Count> counts = new HashMap<>();

    RefusalLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * Notes one.
     *
     * @param kind why it was turned away; one of few
     * @param message what to do about it
     */
    void refused(Enum<?> kind, String message) {
        logger.debug(message);
        long number = due(kind);
        if (number == 1) {
            logger.warn(message);
        } else if (number > 1) {
            logger.warn(message + " (" + number + " times in the last minutes)");
        }
    }

    private synchronized long due(Enum<?> kind) {
        Count count = this.counts.computeIfAbsent(kind, any -> new Count());
        count.number++;
        Instant now = this.clock.instant();
        if (now.isBefore(count.notBefore)) {
            return 0;
        }
        long number = count.number;
        count.number = 0;
        count.notBefore = now.plus(INTERVAL);
        return number;
    }

    private static final class Count {

        private long number;

        private Instant notBefore = Instant.MIN;
    }
}
