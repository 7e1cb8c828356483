/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.reactive.MonotonicClock;
import io.github.replicate4j.internal.support.RecentMap;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * State that all waits of a client share: the rate limit of polls, the creation times of recent tasks, and, among waits with
 * the same options, the requests.
 */
public final class PollScope {

    private static final int MAX_CREATION_TIMES = 10_000;

    private final MonotonicClock clock;

    private final PollRateLimiter rateLimiter;

    /** By id, because most callers that wait for a task pass only its id. */
    private final Map<String, Instant> creationTimes;

    private final Map<Class<?>, SharedPolling<?>> pollings = new ConcurrentHashMap<>();

    public PollScope(int maxPollsPerMinute) {
        this(
                new MonotonicClock(),
                new PollRateLimiter(maxPollsPerMinute),
                Collections.synchronizedMap(new RecentMap<>(MAX_CREATION_TIMES)));
    }

    private PollScope(MonotonicClock clock, PollRateLimiter rateLimiter, Map<String, Instant> creationTimes) {
        this.clock = clock;
        this.rateLimiter = rateLimiter;
        this.creationTimes = creationTimes;
    }

    /**
     * Create a scope for other options of the same client. It shares the rate limit, but no requests, because the options
     * may include another API token.
     */
    public PollScope withOtherOptions() {
        return new PollScope(this.clock, this.rateLimiter, this.creationTimes);
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
