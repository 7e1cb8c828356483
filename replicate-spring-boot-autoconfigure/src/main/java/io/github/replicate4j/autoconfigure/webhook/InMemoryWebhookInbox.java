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
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Remembers the latest 100,000 keys for a day.
 */
final class InMemoryWebhookInbox implements WebhookInbox {

    /** Longer than any delivery may be old or of the future, so that none is done again while its signature holds. */
    static final Duration MEMORY = Duration.ofHours(24);

    static final int MAX_KEYS = 100_000;

    private final Clock clock;

    private final Set<String> running = new HashSet<>();

    /** When each was done, the oldest first. */
    private final Map<String, Instant> done = new LinkedHashMap<>();

    InMemoryWebhookInbox(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Outcome process(String key, Runnable work) {
        synchronized (this) {
            forgetTheOldest();
            if (this.done.containsKey(key)) {
                return Outcome.DUPLICATE;
            }
            if (!this.running.add(key)) {
                return Outcome.IN_PROGRESS;
            }
        }
        boolean succeeded = false;
        try {
            work.run();
            succeeded = true;
        } finally {
            end(key, succeeded);
        }
        return Outcome.PROCESSED;
    }

    private synchronized void end(String key, boolean succeeded) {
        this.running.remove(key);
        if (succeeded) {
            this.done.put(key, this.clock.instant());
        }
    }

    private void forgetTheOldest() {
        Instant since = this.clock.instant().minus(MEMORY);
        Iterator<Instant> times = this.done.values().iterator();
        while (times.hasNext() && (times.next().isBefore(since) || this.done.size() >= MAX_KEYS)) {
            times.remove();
        }
    }
}
