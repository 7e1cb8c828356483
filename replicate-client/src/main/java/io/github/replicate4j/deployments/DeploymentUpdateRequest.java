/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.deployments;

import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.internal.support.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to update a deployment. Fields that are not set do not change.
 *
 * @param version id of the version, or {@code null}
 * @param hardware SKU of the hardware, or {@code null}
 * @param minInstances minimum number of instances, which are always running and billed, or {@code null}
 * @param maxInstances maximum number of instances, or {@code null}
 * @param additionalProperties further fields of the request body
 * @since 0.1.0
 */
public record DeploymentUpdateRequest(
        @Nullable String version,
        @Nullable String hardware,
        @Nullable Integer minInstances,
        @Nullable Integer maxInstances,
        Map<String, @Nullable Object> additionalProperties) {

    /**
     * Create a request.
     *
     * @throws IllegalArgumentException if no field is set or a field is out of range; the message names the field
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
     * @throws IllegalArgumentException if no field is set or a field is out of range
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
     * Builder of {@link DeploymentUpdateRequest}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable String version;

        private @Nullable String hardware;

        private @Nullable Integer minInstances;

        private @Nullable Integer maxInstances;

        private final Map<String, @Nullable Object> additionalProperties = new LinkedHashMap<>();

        private Builder() {}

        /** Set the id of the version of the model. */
        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /** Set the hardware: a SKU from {@code hardware.list}, such as {@code gpu-t4}. */
        public Builder hardware(String hardware) {
            this.hardware = hardware;
            return this;
        }

        /**
         * Set the minimum number of instances, which are always running and billed.
         *
         * @param minInstances 0 or more. Replicate documents a maximum of 5, but an account can have another limit, so
         *     only Replicate checks it
         */
        public Builder minInstances(int minInstances) {
            this.minInstances = minInstances;
            return this;
        }

        /**
         * Set the maximum number of instances.
         *
         * @param maxInstances 0 or more, and at least {@code minInstances} if both are set. Replicate documents a
         *     maximum of 20, but an account can have another limit, so only Replicate checks it
         */
        public Builder maxInstances(int maxInstances) {
            this.maxInstances = maxInstances;
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
         * @throws IllegalArgumentException if no field is set or a field is out of range; the message names the field
         */
        public DeploymentUpdateRequest build() {
            return new DeploymentUpdateRequest(
                    this.version, this.hardware, this.minInstances, this.maxInstances, this.additionalProperties);
        }
    }
}
