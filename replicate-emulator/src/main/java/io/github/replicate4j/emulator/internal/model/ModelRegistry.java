/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The models of an emulator.
 */
public final class ModelRegistry {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");

    private final Map<String, ModelDefinition> models = new LinkedHashMap<>();

    private final List<ModelDefinition> builtIn;

    private final InstantSource clock;

    public ModelRegistry(List<ModelDefinition> builtIn, InstantSource clock) {
        this.builtIn = builtIn;
        this.clock = clock;
        reset();
    }

    public synchronized void reset() {
        this.models.clear();
        this.builtIn.forEach(model -> this.models.put(model.name(), model));
    }

    /** Return whether clients have changed the description of a model, or have created it. */
    public boolean hasChangedCard(ModelDefinition model) {
        return this.builtIn.stream()
                .noneMatch(initial -> initial.name().equals(model.name())
                        && initial.card().withRunCount(0).equals(model.card().withRunCount(0)));
    }

    /** Change a model, or add it with a first version. */
    public synchronized void changeOrAdd(String name, UnaryOperator<ModelDefinition> change) {
        ModelDefinition model = this.models.computeIfAbsent(
                checked(name),
                added ->
                        ModelDefinition.named(added, this.clock.instant()).withLatestVersion(UnaryOperator.identity()));
        this.models.put(name, change.apply(model));
    }

    /** Change a model if it exists. */
    public synchronized void change(String name, UnaryOperator<ModelDefinition> change) {
        this.models.computeIfPresent(name, (key, model) -> change.apply(model));
    }

    /** Add a model, and return whether its name was free. */
    public synchronized boolean add(ModelDefinition model) {
        return this.models.putIfAbsent(model.name(), model) == null;
    }

    /**
     * Add or replace a model, and return whether it was added.
     *
     * @throws IllegalArgumentException if another model has a version with the same id
     */
    public synchronized boolean put(ModelDefinition model) {
        for (ModelVersion version : model.versions()) {
            ResolvedVersion other = version(version.id());
            if (other != null && !other.model().name().equals(model.name())) {
                throw new IllegalArgumentException("Version " + version.id() + " belongs to the model "
                        + other.model().name() + ": use another id");
            }
        }
        return this.models.put(model.name(), model) == null;
    }

    public synchronized void remove(String name) {
        this.models.remove(name);
    }

    public synchronized @Nullable ModelDefinition model(String name) {
        return this.models.get(name);
    }

    private synchronized @Nullable ResolvedVersion version(String id) {
        for (ModelDefinition model : this.models.values()) {
            ModelVersion version = model.version(id);
            if (version != null) {
                return new ResolvedVersion(model, version);
            }
        }
        return null;
    }

    /** Resolve a version of a model, or its latest version if none is given. */
    public @Nullable ResolvedVersion resolve(String name, @Nullable String version) {
        ModelDefinition model = model(name);
        if (model == null) {
            return null;
        }
        return ResolvedVersion.of(model, version == null ? model.latestVersion() : model.version(version));
    }

    /** Resolve the {@code version} in a request that creates a prediction. */
    public @Nullable ResolvedVersion resolve(String reference) {
        int colon = reference.indexOf(':');
        if (colon >= 0) {
            return resolve(reference.substring(0, colon), reference.substring(colon + 1));
        }
        if (reference.indexOf('/') < 0) {
            return version(reference);
        }
        ResolvedVersion latest = resolve(reference, null);
        return latest != null && latest.model().official() ? latest : null;
    }

    public synchronized List<ModelDefinition> all() {
        return new ArrayList<>(this.models.values());
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static String checked(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' does not have the form owner/name");
        }
        return name;
    }
}
