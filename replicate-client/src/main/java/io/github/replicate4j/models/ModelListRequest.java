/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to list models in a given order.
 *
 * @param sortBy sort key, or {@code null} for Replicate's default
 * @param sortDirection sort direction, or {@code null} for Replicate's default
 * @since 0.1.0
 */
public record ModelListRequest(
        @Nullable SortBy sortBy, @Nullable SortDirection sortDirection) {

    /**
     * Sort key of models.
     *
     * @since 0.1.0
     */
    public enum SortBy {
        /** Creation time of the model. */
        MODEL_CREATED_AT,
        /** Creation time of the latest version of the model. */
        LATEST_VERSION_CREATED_AT
    }

    /**
     * Sort direction of models.
     *
     * @since 0.1.0
     */
    public enum SortDirection {
        /** Oldest first. */
        ASC,
        /** Newest first. */
        DESC
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
     */
    public static ModelListRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link ModelListRequest}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable SortBy sortBy;

        private @Nullable SortDirection sortDirection;

        private Builder() {}

        /** Set the sort key. The default is {@link SortBy#LATEST_VERSION_CREATED_AT}. */
        public Builder sortBy(SortBy sortBy) {
            this.sortBy = sortBy;
            return this;
        }

        /** Set the sort direction. The default is {@link SortDirection#DESC}. */
        public Builder sortDirection(SortDirection sortDirection) {
            this.sortDirection = sortDirection;
            return this;
        }

        /** Create the request. */
        public ModelListRequest build() {
            return new ModelListRequest(this.sortBy, this.sortDirection);
        }
    }
}
