/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.generator.change.SchemaChange;
import io.github.replicate4j.generator.change.SchemaUpdate;
import io.github.replicate4j.generator.change.SchemaUpdate.State;
import io.github.replicate4j.generator.error.InvalidSchemaException;
import io.github.replicate4j.generator.internal.compare.SchemaComparison;
import io.github.replicate4j.generator.internal.model.ModelDescription;
import io.github.replicate4j.generator.internal.schema.SchemaFolder;
import io.github.replicate4j.generator.internal.schema.StoredSchema;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.reference.ModelReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the schemas of models, stores them as files, and reports what changed for callers. It calls {@code models.get}, and
 * {@code models.versions.get} for a fixed version that is not the latest one. It creates no predictions.
 *
 * @since 0.1.0
 */
public final class SchemaUpdater {

    private final Replicate replicate;

    private final SchemaFolder schemas;

    /**
     * Create an updater.
     *
     * @param replicate the client
     * @param schemas the folder of the stored schemas; it may be missing
     */
    public SchemaUpdater(Replicate replicate, Path schemas) {
        this.replicate = replicate;
        this.schemas = new SchemaFolder(schemas);
    }

    /**
     * Update the stored schemas of the given models, and of all models whose schema is stored. If a schema cannot be fetched,
     * no file is written.
     *
     * @param models further models: {@code owner/name} for the latest version, {@code owner/name:version} for a fixed one
     * @return the update of each model
     * @throws IllegalArgumentException if a model is neither {@code owner/name} nor {@code owner/name:version}
     * @throws InvalidSchemaException if there is no model, a stored file is invalid, or a model has no schema
     * @throws io.github.replicate4j.error.ReplicateException if a model cannot be read
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     */
    public List<SchemaUpdate> update(Collection<String> models) {
        Map<SchemaUpdate, StoredSchema> updates = fetch(models);
        store(updates);
        return List.copyOf(updates.keySet());
    }

    /**
     * Update the stored schemas as {@link #update(Collection)} does, unless a change of one of them breaks callers. In that
     * case, no file is written, so the next call reports the same changes.
     *
     * @param models further models, as in {@link #update(Collection)}
     * @return the update of each model; nothing was stored if one of them {@linkplain SchemaUpdate#isBreaking() is breaking}
     * @throws IllegalArgumentException if a model is neither {@code owner/name} nor {@code owner/name:version}
     * @throws InvalidSchemaException if there is no model, a stored file is invalid, or a model has no schema
     * @throws io.github.replicate4j.error.ReplicateException if a model cannot be read
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     */
    public List<SchemaUpdate> updateUnlessBreaking(Collection<String> models) {
        Map<SchemaUpdate, StoredSchema> updates = fetch(models);
        if (updates.keySet().stream().noneMatch(SchemaUpdate::isBreaking)) {
            store(updates);
        }
        return List.copyOf(updates.keySet());
    }

    private void store(Map<SchemaUpdate, StoredSchema> updates) {
        updates.forEach((update, schema) -> {
            if (update.state() != State.UNCHANGED) {
                this.schemas.write(update.file(), schema);
            }
        });
    }

    /**
     * Compare the stored schemas with the current ones, without writing files.
     *
     * @param models further models, as in {@link #update(Collection)}
     * @return what an update would change
     * @throws IllegalArgumentException if a model is neither {@code owner/name} nor {@code owner/name:version}
     * @throws InvalidSchemaException if there is no model, a stored file is invalid, or a model has no schema
     * @throws io.github.replicate4j.error.ReplicateException if a model cannot be read
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public List<SchemaUpdate> check(Collection<String> models) {
        return List.copyOf(fetch(models).keySet());
    }

    private Map<SchemaUpdate, StoredSchema> fetch(Collection<String> models) {
        Map<Path, StoredSchema> stored = this.schemas.read();
        Map<Path, String> modelReferences = new LinkedHashMap<>();
        stored.forEach((file, schema) -> modelReferences.put(file, schema.model()));
        for (String model : models) {
            ModelReference reference = ModelReference.parse(model);
            if (reference.owner() == null) {
                throw new IllegalArgumentException(
                        "The model '" + reference + "' has no owner: use owner/name or owner/name:version");
            }
            modelReferences.put(this.schemas.file(reference), reference.toString());
        }
        if (modelReferences.isEmpty()) {
            throw new InvalidSchemaException("There is no stored schema in " + this.schemas.path()
                    + ", and no model is configured. Name the models, such as black-forest-labs/flux-schnell.");
        }
        Map<SchemaUpdate, StoredSchema> updates = new LinkedHashMap<>();
        modelReferences.forEach((file, model) -> {
            StoredSchema before = stored.get(file);
            StoredSchema after = fetch(model);
            StoredSchema kept = SchemaFolder.normalize(after.withClassName(before == null ? null : before.className()));
            updates.put(compare(file, before, kept), kept);
        });
        return updates;
    }

    private StoredSchema fetch(String modelReference) {
        ModelReference parsed = ModelReference.parse(modelReference);
        String name = String.valueOf(parsed.model());
        Model model = this.replicate.models().get(name);
        ModelVersion version = version(model.latestVersion(), name, parsed.version());
        if (version == null || version.openapiSchema().isEmpty()) {
            throw noSchema(modelReference, "has no schema");
        }
        StoredSchema schema =
                StoredSchema.of(modelReference, version.id(), model.description(), version.openapiSchema());
        if (!(schema.schemas().get("Input") instanceof Map<?, ?>)) {
            throw noSchema(modelReference, "has a schema without \"Input\"");
        }
        return schema;
    }

    /** Replicate does not return the versions of an official model, so the latest one is taken from the model. */
    private @Nullable ModelVersion version(@Nullable ModelVersion latest, String name, @Nullable String id) {
        return id == null || latest != null && latest.id().equals(id)
                ? latest
                : this.replicate.models().versions().get(name, id);
    }

    private static InvalidSchemaException noSchema(String model, String reason) {
        return new InvalidSchemaException("The model " + model + " " + reason
                + ", so no types can be generated. Leave the model out, and run it with a Map as its input.");
    }

    private static SchemaUpdate compare(Path file, @Nullable StoredSchema before, StoredSchema after) {
        if (before == null) {
            return new SchemaUpdate(after.model(), file, State.NEW, null, after.version(), List.of());
        }
        List<SchemaChange> changes = new ArrayList<>();
        State state = State.UNCHANGED;
        if (!before.equals(after)) {
            state = State.CHANGED;
            changes.addAll(SchemaComparison.compare(ModelDescription.of(before), ModelDescription.of(after)));
        }
        return new SchemaUpdate(after.model(), file, state, before.version(), after.version(), changes);
    }
}
