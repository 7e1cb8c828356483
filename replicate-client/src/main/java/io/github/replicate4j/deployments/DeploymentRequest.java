/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.deployments;

import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.reference.ModelReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a deployment.
 *
 * @param name name of the deployment, without the owner, which is the account of the API token
 * @param model the model, as {@code owner/name}
 * @param version id of the version
 * @param hardware SKU of the hardware
 * @param minInstances minimum number of instances, which are always running and billed
 * @param maxInstances maximum number of instances
 * @param additionalProperties further fields of the request body
 * @since 0.1.0
 */
public record DeploymentRequest(
        String name,
        String model,
        String version,
        String hardware,
        Integer minInstances,
        Integer maxInstances,
        Map<String, @Nullable Object> additionalProperties) {

    /**
     * Create a request.
     *
     * @throws IllegalArgumentException if a field is missing or out of range; the message names the field
     */
    public DeploymentRequest {
        Arguments.notBlank("name", name);
        ModelReference.ownerAndName("model", model);
        Arguments.notBlank("version", version);
        Arguments.notBlank("hardware", hardware);
        Arguments.notNull("minInstances", minInstances);
        Arguments.notNull("maxInstances", maxInstances);
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
     * @param request callback that sets the fields
     * @return the request
     * @throws IllegalArgumentException if a field is missing or out of range
     */
    public static DeploymentRequest of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    @Override
    public String toString() {
        return "DeploymentRequest[name=" + this.name + ", model=" + this.model + ", version=" + this.version
                + ", hardware=" + this.hardware + ", minInstances=" + this.minInstances + ", maxInstances="
                + this.maxInstances + "]";
    }

    /**
     * Builder of {@link DeploymentRequest}. All fields are required.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable String name;

        private @Nullable String model;

        private @Nullable String version;

        private @Nullable String hardware;

        private @Nullable Integer minInstances;

        private @Nullable Integer maxInstances;

        private final Map<String, @Nullable Object> additionalProperties = new LinkedHashMap<>();

        private Builder() {}

        /** Set the name, which must be unique among the deployments of the account. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Set the model, as {@code owner/name}. */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

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
         * @param maxInstances at least {@code minInstances}. Replicate documents a maximum of 20, but an account can
         *     have another limit, so only Replicate checks it
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
         * @throws IllegalArgumentException if a field is missing or out of range; the message names the field
         */
        @SuppressWarnings("NullAway") // the record checks for missing fields
        public DeploymentRequest build() {
            return new DeploymentRequest(
                    this.name,
                    this.model,
                    this.version,
                    this.hardware,
                    this.minInstances,
                    this.maxInstances,
                    this.additionalProperties);
        }
    }
}
