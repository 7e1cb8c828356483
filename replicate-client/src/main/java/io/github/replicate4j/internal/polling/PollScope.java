/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.reactive.MonotonicClock;
import io.github.replicate4j.internal.support.RecentMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ConcurrentLruCache;

/**
 * State that all waits of a client share: the rate limit of polls, the creation times of recent tasks, and, among waits with
 * the same options, the requests.
 */
public final class PollScope {

    private static final int MAX_CREATION_TIMES = 10_000;

    private static final int MAX_TOKENS = 1_000;

    private final MonotonicClock clock;

    private final RateLimiters rateLimiters;

    private final PollRateLimiter rateLimiter;

    /** By id, because most callers that wait for a task pass only its id. */
    private final Map<String, Instant> creationTimes;

    private final Map<Class<?>, SharedPolling<?>> pollings = new ConcurrentHashMap<>();

    /**
     * Create the scope of a client.
     *
     * @param maxPollsPerMinute maximum number of polls in any minute with one API token
     * @param maxPause maximum pause of polls after a 429
     */
    public PollScope(int maxPollsPerMinute, Duration maxPause) {
        this(
                new MonotonicClock(),
                new RateLimiters(maxPollsPerMinute, maxPause),
                null,
                Collections.synchronizedMap(new RecentMap<>(MAX_CREATION_TIMES)));
    }

    private PollScope(
            MonotonicClock clock,
            RateLimiters rateLimiters,
            @Nullable String token,
            Map<String, Instant> creationTimes) {
        this.clock = clock;
        this.rateLimiters = rateLimiters;
        this.rateLimiter = rateLimiters.get(token);
        this.creationTimes = creationTimes;
    }

    /**
     * Create a scope for other options of the same client. It shares no requests, and shares the rate limit only with scopes
     * of the same API token, because Replicate limits each account on its own.
     *
     * @param token API token in the options, or {@code null} for the token of the client
     */
    public PollScope withOtherOptions(@Nullable String token) {
        return new PollScope(this.clock, this.rateLimiters, token, this.creationTimes);
    }

    /** The rate limiters of a client: one for its own API token, and one for each recent token in options. */
    private static final class RateLimiters {

        private final PollRateLimiter own;

        private final ConcurrentLruCache<String, PollRateLimiter> byToken;

        RateLimiters(int maxPollsPerMinute, Duration maxPause) {
            this.own = new PollRateLimiter(maxPollsPerMinute, maxPause);
            this.byToken =
                    new ConcurrentLruCache<>(MAX_TOKENS, token -> new PollRateLimiter(maxPollsPerMinute, maxPause));
        }

        PollRateLimiter get(@Nullable String token) {
            return token == null ? this.own : this.byToken.get(token);
        }
    }

    /** Remember the creation time of a task, so that a later wait by its id can use pages. */
    public void created(LongRunningTask task) {
        Instant createdAt = task.createdAt();
        if (createdAt != null && !task.isTerminal()) {
            this.creationTimes.put(task.id(), createdAt);
        }
    }

    /**
     * Return the polling for a type of task. Within a scope, all sources of one type are equivalent, so the first one is
     * used.
     */
    @SuppressWarnings("unchecked")
    public <T extends LongRunningTask> SharedPolling<T> polling(PollSource<T> source) {
        return (SharedPolling<T>) this.pollings.computeIfAbsent(
                source.type(),
                type -> new SharedPolling<>(source, this.clock, this.rateLimiter, this.creationTimes::get));
    }
}
