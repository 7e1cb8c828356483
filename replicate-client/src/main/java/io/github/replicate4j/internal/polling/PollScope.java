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

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.reactive.MonotonicClock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all waits of a client share: their requests, as far as they have the same options, and how many of them there may be.
 * Not meant for applications.
 */
public final class PollScope {

    private final MonotonicClock clock;

    private final PollRateLimiter budget;

    private final CreationTimes creations;

    private final Map<Class<?>, SharedPolling<?>> pollings = new ConcurrentHashMap<>();

    /**
     * Creates the scope of a client.
     *
     * @param maxPollsPerMinute how often Replicate may be asked in any minute
     */
    public PollScope(int maxPollsPerMinute) {
        this(new MonotonicClock(), new PollRateLimiter(maxPollsPerMinute), new CreationTimes());
    }

    private PollScope(MonotonicClock clock, PollRateLimiter budget, CreationTimes creations) {
        this.clock = clock;
        this.budget = budget;
        this.creations = creations;
    }

    /**
     * Begins a scope for other options of the same client: no request is shared with it, for it may have another token, but
     * all of them count together.
     *
     * @return the scope
     */
    public PollScope withOtherOptions() {
        return new PollScope(this.clock, this.budget, this.creations);
    }

    /**
     * Remembers when something was created: whoever waits for it later may know no more than its id.
     *
     * @param created as its create was answered
     */
    public void created(LongRunningTask created) {
        this.creations.remember(created);
    }

    /** Everything of a type is asked for by the source that came first: those of one scope are all the same. */
    @SuppressWarnings("unchecked")
    public <T extends LongRunningTask> SharedPolling<T> polling(PollSource<T> source) {
        return (SharedPolling<T>) this.pollings.computeIfAbsent(
                source.type(), type -> new SharedPolling<>(source, this.clock, this.budget, this.creations));
    }
}
