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

package io.github.replicate4j.paging;

import java.util.List;
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
     * Return all results of this page and the following pages. Each page is requested once the results of the previous
     * one have been consumed.
     *
     * @see Page#all()
     */
    Flux<T> all();
}
