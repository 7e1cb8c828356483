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
 * A request to create a model.
 *
 * @param owner user or organization that the API token belongs to
 * @param name name of the model, unique among the models of the owner
 * @param visibility visibility of the model
 * @param hardware SKU of the hardware that runs the model
 * @param description short description, or {@code null}
 * @param githubUrl URL of the source code, or {@code null}
 * @param paperUrl URL of the paper, or {@code null}
 * @param licenseUrl URL of the license, or {@code null}
 * @param coverImageUrl URL of the cover image, or {@code null}
 * @param additionalProperties further fields of the request body
 * @since 0.1.0
 */
public record ModelRequest(
        String owner,
        String name,
        Visibility visibility,
        String hardware,
        @Nullable String description,
        @Nullable String githubUrl,
        @Nullable String paperUrl,
        @Nullable String licenseUrl,
        @Nullable String coverImageUrl,
        Map<String, @Nullable Object> additionalProperties) {

    /**
     * Create a request.
     *
     * @throws IllegalArgumentException if a required field is missing; the message names the field
     */
    public ModelRequest {
        Arguments.notBlank("owner", owner);
        Arguments.notBlank("name", name);
        Arguments.notNull("visibility", visibility);
        Arguments.notBlank("hardware", hardware);
        additionalProperties = Immutables.map(additionalProperties);
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
     * @throws IllegalArgumentException if a required field is missing
     */
    public static ModelRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    @Override
    public String toString() {
        return "ModelRequest[owner=" + this.owner + ", name=" + this.name + ", visibility=" + this.visibility
                + ", hardware=" + this.hardware + "]";
    }

    /**
     * Builder of {@link ModelRequest}. The description and the URLs are optional; all other fields are required.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable String owner;

        private @Nullable String name;

        private @Nullable Visibility visibility;

        private @Nullable String hardware;

        private @Nullable String description;

        private @Nullable String githubUrl;

        private @Nullable String paperUrl;

        private @Nullable String licenseUrl;

        private @Nullable String coverImageUrl;

        private final Map<String, @Nullable Object> additionalProperties = new LinkedHashMap<>();

        private Builder() {}

        /** Set the owner: the user or organization that the API token belongs to. */
        public Builder owner(String owner) {
            this.owner = owner;
            return this;
        }

        /** Set the name, which must be unique among the models of the owner. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Set the visibility. */
        public Builder visibility(Visibility visibility) {
            this.visibility = visibility;
            return this;
        }

        /** Set the hardware: a SKU from {@code hardware.list}, such as {@code gpu-t4}. */
        public Builder hardware(String hardware) {
            this.hardware = hardware;
            return this;
        }

        /** Set a short description. */
        public Builder description(String description) {
            this.description = description;
            return this;
        }

        /** Set the URL of the source code on GitHub. */
        public Builder githubUrl(String githubUrl) {
            this.githubUrl = githubUrl;
            return this;
        }

        /** Set the URL of the paper. */
        public Builder paperUrl(String paperUrl) {
            this.paperUrl = paperUrl;
            return this;
        }

        /** Set the URL of the license. */
        public Builder licenseUrl(String licenseUrl) {
            this.licenseUrl = licenseUrl;
            return this;
        }

        /** Set the URL of the cover image. */
        public Builder coverImageUrl(String coverImageUrl) {
            this.coverImageUrl = coverImageUrl;
            return this;
        }

        /**
         * Add a field of the request body that this version of the client does not know.
         *
         * @param name name of the field
         * @param value value that can be written as JSON; {@code null} is sent as {@code null}
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder additionalProperty(String name, @Nullable Object value) {
            this.additionalProperties.put(Arguments.notBlank("additionalProperty", name), value);
            return this;
        }

        /**
         * Create the request.
         *
         * @throws IllegalArgumentException if a required field is missing; the message names the field
         */
        @SuppressWarnings("NullAway") // the record checks for missing fields
        public ModelRequest build() {
            return new ModelRequest(
                    this.owner,
                    this.name,
                    this.visibility,
                    this.hardware,
                    this.description,
                    this.githubUrl,
                    this.paperUrl,
                    this.licenseUrl,
                    this.coverImageUrl,
                    this.additionalProperties);
        }
    }
}
