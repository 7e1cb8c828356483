/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.internal.support.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to update the metadata of a model. Fields that are not set do not change.
 *
 * @param changes fields of the API with their new values; {@code null} is sent as {@code null}, which Replicate's API description
 *     does not allow for any of its fields
 * @since 0.1.0
 */
public record ModelUpdateRequest(Map<String, @Nullable Object> changes) {

    /**
     * Create a request.
     *
     * @throws IllegalArgumentException if no field is set
     */
    public ModelUpdateRequest {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("the update changes nothing: set a description, a readme or a URL");
        }
        changes = Immutables.map(changes);
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
     * @param request callback that sets the fields to change
     * @return the request
     * @throws IllegalArgumentException if no field is set
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
     * Builder of {@link ModelUpdateRequest}. A value of {@code null} is sent as {@code null}, which Replicate's API description
     * does not allow.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private final Map<String, @Nullable Object> changes = new LinkedHashMap<>();

        private Builder() {}

        /** Set a short description. */
        public Builder description(@Nullable String description) {
            return change("description", description);
        }

        /** Set the README, as Markdown. */
        public Builder readme(@Nullable String readme) {
            return change("readme", readme);
        }

        /** Set the URL of the source code on GitHub. */
        public Builder githubUrl(@Nullable String githubUrl) {
            return change("github_url", githubUrl);
        }

        /** Set the URL of the paper. */
        public Builder paperUrl(@Nullable String paperUrl) {
            return change("paper_url", paperUrl);
        }

        /** Set the URL of the weights. */
        public Builder weightsUrl(@Nullable String weightsUrl) {
            return change("weights_url", weightsUrl);
        }

        /** Set the URL of the license. */
        public Builder licenseUrl(@Nullable String licenseUrl) {
            return change("license_url", licenseUrl);
        }

        /**
         * Add a field of the request body that this version of the client does not know.
         *
         * @param name name of the field
         * @param value value that can be written as JSON; {@code null} is sent as {@code null}
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
         * Create the request.
         *
         * @throws IllegalArgumentException if no field is set
         */
        public ModelUpdateRequest build() {
            return new ModelUpdateRequest(this.changes);
        }
    }
}
