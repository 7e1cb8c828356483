/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.internal.http.RetryPolicy;
import io.github.replicate4j.settings.RetrySettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides whether and when to open a lost event stream again, with exponential backoff. */
final class ReconnectPolicy {

    private static final int MAX_CONSECUTIVE_EMPTY_CONNECTIONS = 5;

    private final RetrySettings retries;

    private int emptyConnections;

    private Duration delay = Duration.ZERO;

    ReconnectPolicy(RetrySettings retries) {
        this.retries = retries;
    }

    /** Delay before the next connection. */
    Duration delay() {
        return this.delay;
    }

    /** Return whether to connect again after a connection was lost, and set the delay. */
    boolean permitsReconnect(boolean eventsReceived, @Nullable Duration retry, @Nullable ApiException failure) {
        this.emptyConnections = eventsReceived ? 0 : this.emptyConnections + 1;
        this.delay = longer(backoff(), serverDelay(retry, failure));
        return this.emptyConnections <= MAX_CONSECUTIVE_EMPTY_CONNECTIONS
                && this.delay.compareTo(this.retries.maxServerDelay()) <= 0
                && (failure == null || RetryPolicy.isTransient(failure));
    }

    private Duration backoff() {
        double factor = Math.pow(2, Math.max(this.emptyConnections - 1, 0));
        Duration backoff = Duration.ofMillis((long) (this.retries.initialDelay().toMillis() * factor));
        return backoff.compareTo(this.retries.maxDelay()) < 0 ? backoff : this.retries.maxDelay();
    }

    private static @Nullable Duration serverDelay(@Nullable Duration retry, @Nullable ApiException failure) {
        return failure instanceof RateLimitException limited && limited.retryAfter() != null
                ? limited.retryAfter()
                : retry;
    }

    private static Duration longer(Duration backoff, @Nullable Duration serverDelay) {
        return serverDelay != null && serverDelay.compareTo(backoff) > 0 ? serverDelay : backoff;
    }
}
