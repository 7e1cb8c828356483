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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.catalog.Deployment;
import io.github.replicate4j.emulator.catalog.Hardware;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The deployments of an emulator: the built-in one and those that were added. */
final class DeploymentRegistry {

    private final Map<String, Deployment> deployments = new LinkedHashMap<>();
    private final ModelRegistry models;
    private final InstantSource clock;

    DeploymentRegistry(ModelRegistry models, InstantSource clock) {
        this.models = models;
        this.clock = clock;
        reset();
    }

    synchronized void reset() {
        this.deployments.clear();
        deploy(BuiltInModels.DEPLOYMENT, BuiltInModels.IMAGE_MODEL);
    }

    /** Has a deployment run the latest version of a model, whatever that is. */
    synchronized void deploy(String name, String model) {
        ModelRegistry.checked(name);
        if (this.models.model(model) == null) {
            throw new IllegalArgumentException("There is no model '" + model + "' to deploy: add it with model(...)");
        }
        Deployment before = this.deployments.get(name);
        int number = before == null ? 1 : before.release().number() + 1;
        Deployment.Release release =
                new Deployment.Release(number, model, null, Hardware.DEFAULT_SKU, 0, 1, this.clock.instant());
        this.deployments.put(
                name, before == null ? new Deployment(name, release, release.createdAt()) : before.released(release));
    }

    /** Adds a deployment, and tells whether there was none of its name. */
    synchronized boolean add(Deployment deployment) {
        return this.deployments.putIfAbsent(deployment.name(), deployment) == null;
    }

    /** Changes a deployment. Returns null if there is none. */
    synchronized @Nullable Deployment change(String name, UnaryOperator<Deployment> change) {
        return this.deployments.computeIfPresent(name, (same, deployment) -> change.apply(deployment));
    }

    synchronized void remove(String name) {
        this.deployments.remove(name);
    }

    synchronized @Nullable Deployment find(String name) {
        return this.deployments.get(name);
    }

    /** What a deployment runs. If its version has gone, that is the latest one. */
    @Nullable
    ModelChoice deployed(String name) {
        Deployment deployment = find(name);
        if (deployment == null) {
            return null;
        }
        Deployment.Release release = deployment.release();
        ModelChoice exact = this.models.choice(release.model(), release.version());
        return exact == null ? this.models.choice(release.model(), null) : exact;
    }

    boolean uses(String model, ModelVersion version) {
        return all().stream().anyMatch(deployment -> {
            ModelChoice runs = deployed(deployment.name());
            return runs != null
                    && runs.model().name().equals(model)
                    && runs.version().id().equals(version.id());
        });
    }

    /** The latest first. */
    synchronized List<Deployment> all() {
        List<Deployment> all = new ArrayList<>(this.deployments.values());
        Collections.reverse(all);
        return all;
    }
}
