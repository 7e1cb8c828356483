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
 * What a model is created from.
 *
 * @param owner the account of the token
 * @param name name of the model, not taken yet
 * @param visibility who may see and run it
 * @param hardware sku of what it runs on
 * @param description what it does, or {@code null}
 * @param githubUrl its source, or {@code null}
 * @param paperUrl its paper, or {@code null}
 * @param licenseUrl its licence, or {@code null}
 * @param coverImageUrl its picture, or {@code null}
 * @param additionalProperties further fields of the body
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
     * Checks the request.
     *
     * @throws IllegalArgumentException if something is missing; the message names it
     */
    public ModelRequest {
        Arguments.notBlank("owner", owner);
        Arguments.notBlank("name", name);
        Arguments.set("visibility", visibility);
        Arguments.notBlank("hardware", hardware);
        additionalProperties = Immutables.map(additionalProperties);
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
     * Collects what a model is created from. All but the description and the URLs must be set.
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

        /**
         * Who owns the model.
         *
         * @param owner the user or organization that the token belongs to
         * @return this builder
         */
        public Builder owner(String owner) {
            this.owner = owner;
            return this;
        }

        /**
         * What the model is called.
         *
         * @param name a name that no other model of the owner has
         * @return this builder
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * Who may see and run the model.
         *
         * @param visibility everybody, or its owner alone
         * @return this builder
         */
        public Builder visibility(Visibility visibility) {
            this.visibility = visibility;
            return this;
        }

        /**
         * What the model runs on.
         *
         * @param hardware a sku out of {@code hardware.list}, such as {@code gpu-t4}
         * @return this builder
         */
        public Builder hardware(String hardware) {
            this.hardware = hardware;
            return this;
        }

        /**
         * What the model does.
         *
         * @param description a sentence
         * @return this builder
         */
        public Builder description(String description) {
            this.description = description;
            return this;
        }

        /**
         * Where the source of the model is.
         *
         * @param githubUrl a URL on GitHub
         * @return this builder
         */
        public Builder githubUrl(String githubUrl) {
            this.githubUrl = githubUrl;
            return this;
        }

        /**
         * Where the paper about the model is.
         *
         * @param paperUrl a URL
         * @return this builder
         */
        public Builder paperUrl(String paperUrl) {
            this.paperUrl = paperUrl;
            return this;
        }

        /**
         * Where the licence of the model is.
         *
         * @param licenseUrl a URL
         * @return this builder
         */
        public Builder licenseUrl(String licenseUrl) {
            this.licenseUrl = licenseUrl;
            return this;
        }

        /**
         * Where the picture of the model is.
         *
         * @param coverImageUrl URL of an image
         * @return this builder
         */
        public Builder coverImageUrl(String coverImageUrl) {
            this.coverImageUrl = coverImageUrl;
            return this;
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
            this.additionalProperties.put(Arguments.notBlank("additionalProperty", name), value);
            return this;
        }

        /**
         * Ends the request.
         *
         * @return the request
         * @throws IllegalArgumentException if something is missing; the message names it
         */
        @SuppressWarnings("NullAway") // the record names what is missing
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
