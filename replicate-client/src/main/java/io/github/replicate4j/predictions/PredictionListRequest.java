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

package io.github.replicate4j.predictions;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions are listed.
 *
 * @param createdAfter only those created then or later, or {@code null} for no such bound
 * @param createdBefore only those created earlier, or {@code null} for no such bound
 * @param source only those from there, or {@code null} for all
 */
public record PredictionListRequest(
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable String source) {

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if nothing can lie between the two times, or the source is blank
     */
    public PredictionListRequest {
        if (createdAfter != null && createdBefore != null && !createdAfter.isBefore(createdBefore)) {
            throw new IllegalArgumentException("createdAfter must be earlier than createdBefore but is " + createdAfter
                    + ", and createdBefore " + createdBefore);
        }
        if (source != null) {
            Arguments.notBlank("source", source);
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
    public static PredictionListRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /**
     * Collects which predictions are listed.
     */
    public static final class Builder {

        private @Nullable Instant createdAfter;

        private @Nullable Instant createdBefore;

        private @Nullable String source;

        private Builder() {}

        /**
         * Leaves out what was created before.
         *
         * @param createdAfter the earliest time that is listed
         * @return this builder
         */
        public Builder createdAfter(Instant createdAfter) {
            this.createdAfter = createdAfter;
            return this;
        }

        /**
         * Leaves out what was created later.
         *
         * @param createdBefore the first time that is not listed any more
         * @return this builder
         */
        public Builder createdBefore(Instant createdBefore) {
            this.createdBefore = createdBefore;
            return this;
        }

        /**
         * Leaves out what was created elsewhere.
         *
         * @param source {@code web}, the only one that Replicate knows; it goes back 14 days then
         * @return this builder
         */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /**
         * Ends the request.
         *
         * @return the request
         * @throws IllegalArgumentException if nothing can lie between the two times, or the source is blank
         */
        public PredictionListRequest build() {
            return new PredictionListRequest(this.createdAfter, this.createdBefore, this.source);
        }
    }
}
