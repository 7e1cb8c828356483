/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * {@link WebhookInbox} that keeps the latest 100,000 keys in memory for 24 hours. It is safe for use by multiple threads.
 *
 * @since 0.1.0
 */
public final class InMemoryWebhookInbox implements WebhookInbox {

    /** Longer than the largest tolerance of timestamps, so that no delivery is processed twice while its signature is valid. */
    private static final long RETENTION_NANOS = Duration.ofHours(24).toNanos();

    private static final int MAX_KEYS = 100_000;

    private final LongSupplier nanoTime;

    private final Set<String> running = new HashSet<>();

    /** Completion times by key, oldest first. */
    private final Map<String, Long> completed = new LinkedHashMap<>();

    /** Create an inbox. */
    public InMemoryWebhookInbox() {
        this(System::nanoTime);
    }

    /**
     * Create an inbox with a clock that tests can advance.
     *
     * @param clock determines when keys expire
     */
    public InMemoryWebhookInbox(Clock clock) {
        this(new MonotonicTime(clock));
    }

    InMemoryWebhookInbox(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public Outcome process(String key, Runnable work) {
        synchronized (this) {
            removeOldKeys();
            if (this.completed.containsKey(key)) {
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
            finish(key, succeeded);
        }
        return Outcome.PROCESSED;
    }

    private synchronized void finish(String key, boolean succeeded) {
        this.running.remove(key);
        if (succeeded) {
            this.completed.put(key, this.nanoTime.getAsLong());
        }
    }

    /** Remove keys that have expired, and the oldest ones if there is no room for another key. */
    private void removeOldKeys() {
        long now = this.nanoTime.getAsLong();
        Iterator<Long> times = this.completed.values().iterator();
        while (times.hasNext() && (now - times.next() > RETENTION_NANOS || this.completed.size() >= MAX_KEYS)) {
            times.remove();
        }
    }
}
