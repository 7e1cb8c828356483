/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Filters of {@code predictions.list}.
 *
 * @param createdAfter earliest time of creation, inclusive, or {@code null} for no limit
 * @param createdBefore latest time of creation, exclusive, or {@code null} for no limit
 * @param source source of the predictions, or {@code null} for all sources
 * @since 0.1.0
 */
public record PredictionListRequest(
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable String source) {

    /**
     * Create a request.
     *
     * @throws IllegalArgumentException if {@code createdAfter} is not earlier than {@code createdBefore}, or the source
     *     is blank
     */
    public PredictionListRequest {
        if (createdAfter != null && createdBefore != null && !createdAfter.isBefore(createdBefore)) {
            throw new IllegalArgumentException("createdAfter must be earlier than createdBefore, but createdAfter is "
                    + createdAfter + " and createdBefore is " + createdBefore);
        }
        if (source != null) {
            Arguments.notBlank("source", source);
        }
    }

    /** Return a builder without filters. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Create a request from a builder callback.
     *
     * @param request callback that sets the fields
     * @return the request
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     */
    public static PredictionListRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /**
     * Builder of a {@link PredictionListRequest}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable Instant createdAfter;

        private @Nullable Instant createdBefore;

        private @Nullable String source;

        private Builder() {}

        /**
         * Set the earliest time of creation, inclusive. Default: no limit.
         *
         * @param createdAfter earliest time of creation
         * @return this builder
         */
        public Builder createdAfter(Instant createdAfter) {
            this.createdAfter = createdAfter;
            return this;
        }

        /**
         * Set the latest time of creation, exclusive. Default: no limit.
         *
         * @param createdBefore latest time of creation
         * @return this builder
         */
        public Builder createdBefore(Instant createdBefore) {
            this.createdBefore = createdBefore;
            return this;
        }

        /**
         * Set the source of the predictions. Default: all sources.
         *
         * @param source {@code web}, the only value that Replicate accepts; it limits the list to the last 14 days
         * @return this builder
         */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /**
         * Build the request.
         *
         * @return the request
         * @throws IllegalArgumentException if {@code createdAfter} is not earlier than {@code createdBefore}, or the
         *     source is blank
         */
        public PredictionListRequest build() {
            return new PredictionListRequest(this.createdAfter, this.createdBefore, this.source);
        }
    }
}
