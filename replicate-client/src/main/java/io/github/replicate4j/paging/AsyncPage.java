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
 * One page of a list, and the way to the next one.
 *
 * @param <T> what is listed
 */
public interface AsyncPage<T> {

    /**
     * Returns what is on this page.
     *
     * @return in the order of the API; may be empty even if there is a next page
     */
    List<T> results();

    /**
     * Tells whether there is more.
     *
     * @return whether {@link #nextPage()} gives a page
     */
    boolean hasNextPage();

    /**
     * Gets the next page. A link to another host is refused.
     *
     * @return the next page, or nothing after the last one
     */
    Mono<AsyncPage<T>> nextPage();

    /**
     * Goes through this page and all that follow. Each is fetched when all of the one before has been taken.
     *
     * @return everything from here on
     */
    Flux<T> all();
}
