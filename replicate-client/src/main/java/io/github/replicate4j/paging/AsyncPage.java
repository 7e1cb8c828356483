/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link Page}.
 *
 * @param <T> type of the results
 * @since 0.1.0
 */
public interface AsyncPage<T> {

    /**
     * Return the results on this page.
     *
     * @see Page#results()
     */
    List<T> results();

    /**
     * Return whether there is a next page.
     *
     * @see Page#hasNextPage()
     */
    boolean hasNextPage();

    /**
     * Return the next page, or complete empty after the last page.
     *
     * @see Page#nextPage()
     */
    Mono<AsyncPage<T>> nextPage();

    /**
     * Return the cursor of the next page.
     *
     * @see Page#nextCursor()
     */
    @Nullable
    String nextCursor();

    /**
     * Return the cursor of the previous page.
     *
     * @see Page#previousCursor()
     */
    @Nullable
    String previousCursor();

    /**
     * Return all results of this page and the following pages. Each page is requested once the results of the previous
     * one have been consumed.
     *
     * @see Page#all()
     */
    Flux<T> all();
}
