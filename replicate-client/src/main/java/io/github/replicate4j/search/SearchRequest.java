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

package io.github.replicate4j.search;

import io.github.replicate4j.internal.support.Arguments;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to search for.
 *
 * @param query text to search for
 * @param limit how many models at most, from 1 to 50, or {@code null} for Replicate's own choice
 */
public record SearchRequest(String query, @Nullable Integer limit) {

    private static final int MOST = 50;

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if something is missing or out of range; the message names it
     */
    public SearchRequest {
        Arguments.notBlank("query", query);
        if (limit != null) {
            Arguments.between("limit", limit, 1, MOST);
        }
    }

    /**
     * Begins a request.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Create a request from a builder callback.
     *
     * @param request sets the fields
     * @return the request
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     */
    public static SearchRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /**
     * Collects what to search for.
     */
    public static final class Builder {

        private @Nullable String query;

        private @Nullable Integer limit;

        private Builder() {}

        /**
         * What to search for.
         *
         * @param query some words
         * @return this builder
         */
        public Builder query(String query) {
            this.query = query;
            return this;
        }

        /**
         * How many models may be found; collections and pages do not count. Unless set, Replicate finds 20.
         *
         * @param limit 1 to 50
         * @return this builder
         */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /**
         * Ends the request.
         *
         * @return the request
         * @throws IllegalArgumentException if something is missing or out of range; the message names it
         */
        @SuppressWarnings("NullAway") // the record names what is missing
        public SearchRequest build() {
            return new SearchRequest(this.query, this.limit);
        }
    }
}
