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

package io.github.replicate4j.deployments;

import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.internal.support.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a deployment. What is not set stays as it is.
 *
 * @param version id of the version it runs, or {@code null}
 * @param hardware sku of what it runs on, or {@code null}
 * @param minInstances how many instances are always up, or {@code null}
 * @param maxInstances how many instances there may be at once, or {@code null}
 * @param additionalProperties further fields of the body
 */
public record DeploymentUpdateRequest(
        @Nullable String version,
        @Nullable String hardware,
        @Nullable Integer minInstances,
        @Nullable Integer maxInstances,
        Map<String, @Nullable Object> additionalProperties) {

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if nothing changes or something is out of range; the message names it
     */
    public DeploymentUpdateRequest {
        if (version == null
                && hardware == null
                && minInstances == null
                && maxInstances == null
                && additionalProperties.isEmpty()) {
            throw new IllegalArgumentException(
                    "the update changes nothing: set version, hardware, minInstances or maxInstances");
        }
        if (version != null) {
            Arguments.notBlank("version", version);
        }
        if (hardware != null) {
            Arguments.notBlank("hardware", hardware);
        }
        Instances.check(minInstances, maxInstances);
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
    public static DeploymentUpdateRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    @Override
    public String toString() {
        return "DeploymentUpdateRequest[version=" + this.version + ", hardware=" + this.hardware + ", minInstances="
                + this.minInstances + ", maxInstances=" + this.maxInstances + "]";
    }

    /**
     * Collects what changes.
     */
    public static final class Builder {

        private @Nullable String version;

        private @Nullable String hardware;

        private @Nullable Integer minInstances;

        private @Nullable Integer maxInstances;

        private final Map<String, @Nullable Object> additionalProperties = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Which version of its model the deployment runs.
         *
         * @param version id of the version
         * @return this builder
         */
        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /**
         * What it runs on.
         *
         * @param hardware a sku out of {@code hardware.list}, such as {@code gpu-t4}
         * @return this builder
         */
        public Builder hardware(String hardware) {
            this.hardware = hardware;
            return this;
        }

        /**
         * How many instances are always up, and paid for.
         *
         * @param minInstances 0 or more. Replicate documents 5 as the most, but an account may have other limits: it is
         *     Replicate that checks them
         * @return this builder
         */
        public Builder minInstances(int minInstances) {
            this.minInstances = minInstances;
            return this;
        }

        /**
         * How many instances there may be at once.
         *
         * @param maxInstances 0 or more. Replicate documents 20 as the most, but an account may have other limits: it is
         *     Replicate that checks them
         * @return this builder
         */
        public Builder maxInstances(int maxInstances) {
            this.maxInstances = maxInstances;
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
         * @throws IllegalArgumentException if nothing changes or something is out of range; the message names it
         */
        public DeploymentUpdateRequest build() {
            return new DeploymentUpdateRequest(
                    this.version, this.hardware, this.minInstances, this.maxInstances, this.additionalProperties);
        }
    }
}
