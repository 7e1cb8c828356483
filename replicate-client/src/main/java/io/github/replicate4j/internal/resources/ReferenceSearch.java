/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.WebhookQuery;
import io.github.replicate4j.paging.AsyncPage;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Searches a list of tasks, newest first, for those with a reference. */
final class ReferenceSearch {

    private ReferenceSearch() {}

    /**
     * Find the tasks with a reference.
     *
     * @param since earliest time of creation, at which the search stops
     * @param list requests the first page
     */
    static <T extends LongRunningTask> Mono<List<T>> find(
            String reference, Instant since, Supplier<Mono<AsyncPage<T>>> list) {
        WebhookQuery.validReference(reference);
        Arguments.notNull("since", since);
        return Mono.defer(list)
                .flatMapMany(AsyncPage::all)
                .takeWhile(task -> task.createdAt() == null || !task.createdAt().isBefore(since))
                .filter(task -> reference.equals(task.reference()))
                .collectList();
    }
}
