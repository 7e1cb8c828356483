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

package io.github.replicate4j.internal.models;

import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.search.SearchRequest;
import io.github.replicate4j.search.SearchResults;
import reactor.core.publisher.Mono;

/**
 * Searches all that is public on Replicate. Applications call {@code search} on the client.
 */
public final class CatalogSearch {

    private final Transport transport;

    /**
     * Creates the search.
     *
     * @param transport carries the requests
     */
    public CatalogSearch(Transport transport) {
        this.transport = transport;
    }

    /**
     * Searches: {@code search}.
     *
     * @param request what to search for
     * @return what has been found
     */
    public Mono<SearchResults> search(SearchRequest request) {
        ApiRequest search = ApiRequest.get("search", "/search").queryParam("query", request.query());
        if (request.limit() != null) {
            search.queryParam("limit", String.valueOf(request.limit()));
        }
        return this.transport.send(search, SearchResults.class);
    }
}
