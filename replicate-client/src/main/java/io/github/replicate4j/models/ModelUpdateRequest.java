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

import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.internal.support.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a model. What is not named stays as it is.
 *
 * @param changes fields of the API with their new values; {@code null} removes what was there
 */
public record ModelUpdateRequest(Map<String, @Nullable Object> changes) {

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if nothing changes
     */
    public ModelUpdateRequest {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("the update changes nothing: set a description, a readme or a URL");
        }
        changes = Immutables.map(changes);
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
    public static ModelUpdateRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    @Override
    public String toString() {
        return "ModelUpdateRequest" + this.changes.keySet();
    }

    /**
     * Collects what changes.
     */
    public static final class Builder {

        private final Map<String, @Nullable Object> changes = new LinkedHashMap<>();

        private Builder() {}

        /**
         * What the model does.
         *
         * @param description a sentence, or {@code null} for none any more
         * @return this builder
         */
        public Builder description(@Nullable String description) {
            return change("description", description);
        }

        /**
         * What the page of the model says.
         *
         * @param readme Markdown, or {@code null} for none any more
         * @return this builder
         */
        public Builder readme(@Nullable String readme) {
            return change("readme", readme);
        }

        /**
         * Where the source of the model is.
         *
         * @param githubUrl a URL on GitHub, or {@code null} for none any more
         * @return this builder
         */
        public Builder githubUrl(@Nullable String githubUrl) {
            return change("github_url", githubUrl);
        }

        /**
         * Where the paper about the model is.
         *
         * @param paperUrl a URL, or {@code null} for none any more
         * @return this builder
         */
        public Builder paperUrl(@Nullable String paperUrl) {
            return change("paper_url", paperUrl);
        }

        /**
         * Where the weights of the model are.
         *
         * @param weightsUrl a URL, or {@code null} for none any more
         * @return this builder
         */
        public Builder weightsUrl(@Nullable String weightsUrl) {
            return change("weights_url", weightsUrl);
        }

        /**
         * Where the licence of the model is.
         *
         * @param licenseUrl a URL, or {@code null} for none any more
         * @return this builder
         */
        public Builder licenseUrl(@Nullable String licenseUrl) {
            return change("license_url", licenseUrl);
        }

        /**
         * Adds a field of the body that this version of the client does not know.
         *
         * @param name name of the field
         * @param value anything that can be written as JSON; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder additionalProperty(String name, @Nullable Object value) {
            return change(Arguments.notBlank("additionalProperty", name), value);
        }

        private Builder change(String field, @Nullable Object value) {
            this.changes.put(field, value);
            return this;
        }

        /**
         * Ends the request.
         *
         * @return the request
         * @throws IllegalArgumentException if nothing changes
         */
        public ModelUpdateRequest build() {
            return new ModelUpdateRequest(this.changes);
        }
    }
}
