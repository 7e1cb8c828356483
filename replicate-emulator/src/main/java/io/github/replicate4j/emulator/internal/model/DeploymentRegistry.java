/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The deployments of an emulator.
 */
public final class DeploymentRegistry {

    private final Map<String, Deployment> deployments = new LinkedHashMap<>();

    private final ModelRegistry models;

    private final Map<String, String> builtIn;

    private final InstantSource clock;

    public DeploymentRegistry(ModelRegistry models, Map<String, String> builtIn, InstantSource clock) {
        this.models = models;
        this.builtIn = builtIn;
        this.clock = clock;
        reset();
    }

    public synchronized void reset() {
        this.deployments.clear();
        this.builtIn.forEach(this::deploy);
    }

    /**
     * Replace all deployments.
     *
     * @param replacements the new deployments, oldest first
     */
    public synchronized void replaceAll(List<Deployment> replacements) {
        this.deployments.clear();
        replacements.forEach(deployment -> this.deployments.put(deployment.name(), deployment));
    }

    /** Deploy the latest version of a model, now and in future. */
    public synchronized void deploy(String name, String model) {
        ModelRegistry.checked(name);
        if (this.models.model(model) == null) {
            throw new IllegalArgumentException("Model '" + model + "' does not exist: add it with model(...)");
        }
        Deployment before = this.deployments.get(name);
        int number = before == null ? 1 : before.release().number() + 1;
        Deployment.Release release =
                new Deployment.Release(number, model, null, Hardware.DEFAULT_SKU, 0, 1, this.clock.instant());
        this.deployments.put(
                name, before == null ? new Deployment(name, release, release.createdAt()) : before.released(release));
    }

    /** Add a deployment, and return whether its name was free. */
    public synchronized boolean add(Deployment deployment) {
        return this.deployments.putIfAbsent(deployment.name(), deployment) == null;
    }

    /** Change a deployment, and return the result, or null if it does not exist. */
    public synchronized @Nullable Deployment change(String name, UnaryOperator<Deployment> change) {
        return this.deployments.computeIfPresent(name, (key, deployment) -> change.apply(deployment));
    }

    public synchronized void remove(String name) {
        this.deployments.remove(name);
    }

    public synchronized @Nullable Deployment find(String name) {
        return this.deployments.get(name);
    }

    /** Return the version that a deployment runs. If its version has been deleted, this is the latest version. */
    public @Nullable ResolvedVersion resolve(String name) {
        Deployment deployment = find(name);
        if (deployment == null) {
            return null;
        }
        Deployment.Release release = deployment.release();
        ResolvedVersion exact = this.models.resolve(release.model(), release.version());
        return exact == null ? this.models.resolve(release.model(), null) : exact;
    }

    public boolean uses(String model, ModelVersion version) {
        return all().stream().anyMatch(deployment -> {
            ResolvedVersion deployed = resolve(deployment.name());
            return deployed != null
                    && deployed.model().name().equals(model)
                    && deployed.version().id().equals(version.id());
        });
    }

    /** Return all deployments, newest first. */
    public synchronized List<Deployment> all() {
        List<Deployment> all = new ArrayList<>(this.deployments.values());
        Collections.reverse(all);
        return all;
    }
}
