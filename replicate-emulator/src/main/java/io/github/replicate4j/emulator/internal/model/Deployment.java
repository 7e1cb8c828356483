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

package io.github.replicate4j.emulator.internal.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment of a model.
 *
 * @param name {@code owner/name}
 */
public record Deployment(String name, Release release, Instant createdAt) {

    /**
     * A configuration of a deployment.
     *
     * @param version the id of the version, or null for the latest one
     */
    public record Release(
            int number,
            String model,
            @Nullable String version,
            String hardware,
            int minInstances,
            int maxInstances,
            Instant createdAt) {}

    public Deployment released(Release next) {
        return new Deployment(this.name, next, this.createdAt);
    }
}
