/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.state;

import io.github.replicate4j.emulator.internal.model.ModelCard;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What clients created or changed of a model: its description and its trained versions.
 *
 * @param onlyTrained whether the model has no other versions, so that it can be created from this alone
 * @param changedCard whether clients changed the description. Otherwise only its number of runs is restored
 * @param versions the trained versions, newest first
 */
record SavedModel(
        String name,
        boolean onlyTrained,
        Instant createdAt,
        ModelCard card,
        boolean changedCard,
        List<SavedVersion> versions) {

    /**
     * A trained version.
     *
     * @param basedOn the id of the version from which it was trained
     */
    record SavedVersion(String id, Instant createdAt, String basedOn) {}

    static SavedModel of(ModelDefinition model, ModelRegistry models) {
        List<SavedVersion> trained = new ArrayList<>();
        for (ModelVersion version : model.versions()) {
            if (version.basedOn() != null) {
                trained.add(new SavedVersion(version.id(), version.createdAt(), version.basedOn()));
            }
        }
        return new SavedModel(
                model.name(),
                trained.size() == model.versions().size(),
                model.createdAt(),
                model.card(),
                models.hasChangedCard(model),
                trained);
    }

    static void restore(List<SavedModel> all, ModelRegistry models) {
        Map<String, SavedVersion> versions = new HashMap<>();
        all.forEach(model -> model.versions.forEach(version -> versions.put(version.id(), version)));
        all.forEach(model -> model.restore(versions, models));
    }

    private void restore(Map<String, SavedVersion> all, ModelRegistry models) {
        if (this.onlyTrained) {
            models.add(ModelDefinition.named(this.name, this.createdAt));
        }
        models.change(
                this.name,
                model -> model.withCard(
                        before -> this.changedCard ? this.card : before.withRunCount(this.card.runCount())));
        for (int i = this.versions.size() - 1; i >= 0; i--) {
            ModelVersion version = trained(this.versions.get(i), all, models);
            models.change(this.name, model -> model.withNewVersion(version));
        }
    }

    /** Return a version that behaves like the one that it was trained from, or does nothing if that one no longer exists. */
    private static ModelVersion trained(SavedVersion saved, Map<String, SavedVersion> all, ModelRegistry models) {
        return models.all().stream()
                .map(model -> model.version(saved.basedOn()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> savedBase(saved, all, models))
                .trained(saved.id(), saved.createdAt());
    }

    /** Return the version that another one was trained from, which may belong to a model that is restored later. */
    private static ModelVersion savedBase(SavedVersion trained, Map<String, SavedVersion> all, ModelRegistry models) {
        SavedVersion base = all.get(trained.basedOn());
        return base == null ? ModelVersion.of(trained.basedOn(), trained.createdAt()) : trained(base, all, models);
    }
}
