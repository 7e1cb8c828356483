/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.deployments;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.account.Account;
import io.github.replicate4j.internal.json.Immutables;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment: a model that runs under its own name, on hardware that its owner selects. Replicate may omit any field,
 * which is then {@code null}.
 *
 * @param owner user or organization that owns the deployment
 * @param name name of the deployment, without the owner
 * @param currentRelease current release
 * @param additionalProperties further fields of the API that this version of the client does not know
 * @since 0.1.0
 */
public record Deployment(
        @Nullable String owner,
        @Nullable String name,
        @Nullable Release currentRelease,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /** Create a deployment. A missing map becomes an empty one. */
    public Deployment {
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "Deployment[owner=" + this.owner + ", name=" + this.name + ", currentRelease=" + this.currentRelease
                + "]";
    }

    /**
     * A release of a deployment. Each update of the deployment creates one.
     *
     * @param number number of the release, counted from 1
     * @param model the model, as {@code owner/name}
     * @param version id of the version
     * @param createdAt creation time of the release
     * @param createdBy account that created the release
     * @param configuration hardware and number of instances
     * @param additionalProperties further fields of the API that this version of the client does not know
     * @since 0.1.0
     */
    public record Release(
            @Nullable Long number,
            @Nullable String model,
            @Nullable String version,
            @Nullable Instant createdAt,
            @Nullable Account createdBy,
            @Nullable Configuration configuration,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        /** Create a release. A missing map becomes an empty one. */
        public Release {
            additionalProperties = Immutables.map(additionalProperties);
        }

        @Override
        public String toString() {
            return "Release[number=" + this.number + ", model=" + this.model + ", version=" + this.version
                    + ", configuration=" + this.configuration + "]";
        }
    }

    /**
     * Hardware and number of instances of a deployment.
     *
     * @param hardware SKU of the hardware
     * @param minInstances minimum number of instances, which are always running
     * @param maxInstances maximum number of instances
     * @param additionalProperties further fields of the API that this version of the client does not know
     * @since 0.1.0
     */
    public record Configuration(
            @Nullable String hardware,
            @Nullable Long minInstances,
            @Nullable Long maxInstances,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        /** Create a configuration. A missing map becomes an empty one. */
        public Configuration {
            additionalProperties = Immutables.map(additionalProperties);
        }

        @Override
        public String toString() {
            return "Configuration[hardware=" + this.hardware + ", minInstances=" + this.minInstances + ", maxInstances="
                    + this.maxInstances + "]";
        }
    }
}
