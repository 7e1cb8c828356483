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

package io.github.replicate4j.models;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How models are listed.
 *
 * @param sortBy what decides the order, or {@code null} for Replicate's own choice
 * @param sortDirection which come first, or {@code null} for Replicate's own choice
 */
public record ModelListRequest(
        @Nullable SortBy sortBy, @Nullable SortDirection sortDirection) {

    /** What decides the order. */
    public enum SortBy {
        /** When the model was created. */
        MODEL_CREATED_AT,
        /** When the latest version of the model was created. */
        LATEST_VERSION_CREATED_AT
    }

    /** Which come first. */
    public enum SortDirection {
        /** The oldest first. */
        ASC,
        /** The newest first. */
        DESC
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
    public static ModelListRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /**
     * Collects how models are listed.
     */
    public static final class Builder {

        private @Nullable SortBy sortBy;

        private @Nullable SortDirection sortDirection;

        private Builder() {}

        /**
         * What decides the order: the creation of the latest version, unless set.
         *
         * @param sortBy one of the two
         * @return this builder
         */
        public Builder sortBy(SortBy sortBy) {
            this.sortBy = sortBy;
            return this;
        }

        /**
         * Which come first: the newest, unless set.
         *
         * @param sortDirection one of the two
         * @return this builder
         */
        public Builder sortDirection(SortDirection sortDirection) {
            this.sortDirection = sortDirection;
            return this;
        }

        /**
         * Ends the request.
         *
         * @return the request
         */
        public ModelListRequest build() {
            return new ModelListRequest(this.sortBy, this.sortDirection);
        }
    }
}
