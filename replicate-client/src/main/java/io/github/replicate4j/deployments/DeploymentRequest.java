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
import io.github.replicate4j.reference.ModelReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment is created from.
 *
 * @param name its name, without the owner, which is the account of the token
 * @param model {@code owner/name} of the model it runs
 * @param version id of the version it runs
 * @param hardware sku of what it runs on
 * @param minInstances how many instances are always up, and paid for
 * @param maxInstances how many instances there may be at once
 * @param additionalProperties further fields of the body
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
     * Checks the request.
     *
     * @throws IllegalArgumentException if something is missing or out of range; the message names it
     */
    public DeploymentRequest {
        Arguments.notBlank("name", name);
        ModelReference.ownerAndName("model", model);
        Arguments.notBlank("version", version);
        Arguments.notBlank("hardware", hardware);
        Arguments.set("minInstances", minInstances);
        Arguments.set("maxInstances", maxInstances);
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
     * Collects what a deployment is created from. All of it must be set.
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

        /**
         * What the deployment is called.
         *
         * @param name a name that no other deployment of the account has
         * @return this builder
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * What it runs.
         *
         * @param model {@code owner/name}
         * @return this builder
         */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /**
         * Which version of the model it runs.
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
         * @param maxInstances no less than {@code minInstances}. Replicate documents 20 as the most, but an account may
         *     have other limits: it is Replicate that checks them
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
         * @throws IllegalArgumentException if something is missing or out of range; the message names it
         */
        @SuppressWarnings("NullAway") // the record names what is missing
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
