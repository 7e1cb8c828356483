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

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.account.Account;
import io.github.replicate4j.internal.json.Immutables;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model that runs on hardware of its owner's choice, under a name of its own. Replicate may leave out any field.
 *
 * @param owner user or organization that owns it
 * @param name its name, without the owner
 * @param currentRelease what it runs now
 * @param additionalProperties further fields of the API that this version does not know
 */
public record Deployment(
        @Nullable String owner,
        @Nullable String name,
        @Nullable Release currentRelease,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /** Fills in what is missing. */
    public Deployment {
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "Deployment[owner=" + this.owner + ", name=" + this.name + ", currentRelease=" + this.currentRelease
                + "]";
    }

    /**
     * What a deployment runs from one change to the next.
     *
     * @param number counts the changes, from 1
     * @param model {@code owner/name}
     * @param version id of the version
     * @param createdAt when the deployment was changed to it
     * @param createdBy who changed it
     * @param configuration what it runs on
     * @param additionalProperties further fields of the API that this version does not know
     */
    public record Release(
            @Nullable Long number,
            @Nullable String model,
            @Nullable String version,
            @Nullable Instant createdAt,
            @Nullable Account createdBy,
            @Nullable Configuration configuration,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        /** Fills in what is missing. */
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
     * What a deployment runs on.
     *
     * @param hardware sku of the hardware
     * @param minInstances how many instances are always up
     * @param maxInstances how many instances there may be at once
     * @param additionalProperties further fields of the API that this version does not know
     */
    public record Configuration(
            @Nullable String hardware,
            @Nullable Long minInstances,
            @Nullable Long maxInstances,
            @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

        /** Fills in what is missing. */
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
