/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.search;

import io.github.replicate4j.internal.support.Arguments;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to search for models, collections and documentation.
 *
 * @param query text to search for
 * @param limit maximum number of models, from 1 to 50, or {@code null} for Replicate's default
 * @since 0.1.0
 */
public record SearchRequest(String query, @Nullable Integer limit) {

    private static final int MAX_LIMIT = 50;

    /**
     * Create a request.
     *
     * @throws IllegalArgumentException if the query is blank or the limit is out of range
     */
    public SearchRequest {
        Arguments.notBlank("query", query);
        if (limit != null) {
            Arguments.between("limit", limit, 1, MAX_LIMIT);
        }
    }

    /**
     * Return a builder of a request.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Create a request from a builder callback.
     *
     * @param request callback that sets the fields
     * @return the request
     * @throws IllegalArgumentException if the query is blank or the limit is out of range
     */
    public static SearchRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link SearchRequest}. The query is required.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable String query;

        private @Nullable Integer limit;

        private Builder() {}

        /** Set the text to search for. */
        public Builder query(String query) {
            this.query = query;
            return this;
        }

        /**
         * Set the maximum number of models. It does not limit collections and pages. Replicate's default is 20.
         *
         * @param limit from 1 to 50
         */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /**
         * Create the request.
         *
         * @throws IllegalArgumentException if the query is blank or the limit is out of range
         */
        @SuppressWarnings("NullAway") // the record checks for missing fields
        public SearchRequest build() {
            return new SearchRequest(this.query, this.limit);
        }
    }
}
