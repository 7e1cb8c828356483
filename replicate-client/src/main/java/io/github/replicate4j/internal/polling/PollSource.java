/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Requests for the state of predictions or of trainings.
 *
 * @param noun name of the type of task, for log messages
 * @param type type of the tasks
 * @param get requests one task by its id
 * @param listing requests pages of tasks, or {@code null} if the API has no suitable list
 * @param <T> type of the tasks
 */
public record PollSource<T extends LongRunningTask>(
        String noun,
        Class<T> type,
        Function<String, Mono<T>> get,
        @Nullable Listing<T> listing) {

    /**
     * A list in order of creation.
     *
     * @param pages requests a page
     * @param hasAllFields whether a terminal state in a page has all of its fields
     * @param isSufficient whether a terminal state in a page suffices for waits that do not need all fields
     */
    public record Listing<T extends LongRunningTask>(
            PageRequest<T> pages, Predicate<T> hasAllFields, Predicate<T> isSufficient) {

        boolean isUsable(T state, boolean allFieldsRequired) {
            return this.hasAllFields.test(state) || !allFieldsRequired && this.isSufficient.test(state);
        }
    }

    /** Request for a page. */
    public interface PageRequest<T extends LongRunningTask> {

        /**
         * Request the newest tasks that were created within a range of time.
         *
         * @param createdAfter lower bound, inclusive, or {@code null} for none
         * @param createdBefore upper bound, exclusive, or {@code null} for none
         */
        Mono<Page<T>> get(@Nullable Instant createdAfter, @Nullable Instant createdBefore);
    }

    /** A page of a list. */
    public record Page<T extends LongRunningTask>(List<T> results, boolean hasMore) {}
}
