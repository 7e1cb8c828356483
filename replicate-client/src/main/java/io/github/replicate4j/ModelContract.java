/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import io.github.replicate4j.internal.contract.StoredSchema;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.run.InterfaceContract;
import io.github.replicate4j.internal.schema.VersionLookup;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.reference.ModelReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that a {@link io.github.replicate4j.run.ReplicateModel} interface matches the schema of its model: each input exists and
 * has a matching type, each required input is sent, the constants of enumerations are accepted, and the output can be converted to
 * the result type. A test with one line is sufficient:
 *
 * <pre>{@code
 * @Test
 * void matchesTheModel() {
 *     ModelContract.verify(FluxSchnell.class);
 * }
 * }</pre>
 *
 * <p>What cannot be compared matches, such as a {@link Map} as the input, or a model without a schema.
 *
 * @since 0.1.0
 */
public final class ModelContract {

    private ModelContract() {}

    /**
     * Verify an interface against the stored schema of its model: the resource {@code replicate/models/owner/name.json} of the
     * application, which the goal {@code update} of {@code replicate-maven-plugin} writes. Nothing is requested.
     *
     * @param type the interface
     * @throws IllegalArgumentException if the type is null, or not a valid interface of a model, which {@link Replicate#use}
     *     rejects, too
     * @throws IllegalStateException if the interface does not match, or if the schema is not stored; the message lists all
     *     mismatches
     */
    public static void verify(Class<?> type) {
        ModelReference model = reference(type);
        StoredSchema stored = StoredSchema.read(model, type.getClassLoader());
        if (stored == null) {
            throw new IllegalStateException("There is no stored schema of " + model.model() + ": the class path has no "
                    + StoredSchema.resource(model)
                    + ". Store it with the goal 'update' of replicate-maven-plugin, or verify "
                    + type.getSimpleName() + " with a client.");
        }
        if (model.version() != null && !model.version().equals(stored.version())) {
            throw new IllegalStateException(type.getName() + " runs " + model + ", but the stored schema is that of "
                    + (stored.version() == null ? "an unknown version" : "version " + stored.version())
                    + ". Store the schema of the same version.");
        }
        verify(type, "the stored schema of " + describe(model, stored.version()), stored.openapiSchema());
    }

    /**
     * Verify an interface against the current schema of its model: {@code models.get}, or {@code models.versions.get} for a
     * reference with a version, followed by {@code models.get} if the model is official. Nothing is run.
     *
     * @param type the interface
     * @param replicate the client
     * @throws IllegalArgumentException if an argument is null, or the type is not a valid interface of a model, which
     *     {@link Replicate#use} rejects, too
     * @throws IllegalStateException if the interface does not match, or names a version only; the message lists all mismatches
     * @throws io.github.replicate4j.error.ReplicateException if the schema cannot be read
     */
    public static void verify(Class<?> type, Replicate replicate) {
        Arguments.notNull("replicate", replicate);
        ModelReference reference = reference(type);
        ModelVersion version = Blocking.get(VersionLookup.get(replicate.async().models(), reference));
        String id = version == null ? null : version.id();
        verify(type, "the schema of " + describe(reference, id), version == null ? Map.of() : version.openapiSchema());
    }

    private static ModelReference reference(Class<?> type) {
        ModelReference reference = ModelReference.ofModel(InterfaceContract.model(Arguments.notNull("type", type)));
        if (reference.owner() == null) {
            throw new IllegalStateException(
                    type.getName() + " names a version only, whose schema cannot be found: use owner/name:version");
        }
        return reference;
    }

    private static String describe(ModelReference model, @Nullable String version) {
        return model.model() + (version == null ? "" : ", version " + version);
    }

    private static void verify(Class<?> type, String schema, Map<String, @Nullable Object> openapiSchema) {
        List<String> mismatches = InterfaceContract.mismatches(type, openapiSchema);
        if (!mismatches.isEmpty()) {
            throw new IllegalStateException(type.getName() + " does not match " + schema + ":\n- "
                    + String.join("\n- ", mismatches) + "\nChange the interface, or run another version of the model.");
        }
    }
}
