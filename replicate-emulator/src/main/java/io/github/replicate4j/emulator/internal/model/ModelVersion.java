/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import io.github.replicate4j.emulator.internal.script.ProgressBar;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model.
 *
 * @param basedOn the id of the version from which it was trained, or null
 * @param inputs the declared inputs by name
 * @param behavior writes the script of a prediction
 * @param training writes the script of a training
 */
public record ModelVersion(
        String id,
        Instant createdAt,
        @Nullable String basedOn,
        Map<String, InputField> inputs,
        VersionSchema schema,
        BiConsumer<Map<String, Object>, ModelScript> behavior,
        BiConsumer<Map<String, Object>, ModelScript> training) {

    public static ModelVersion of(String id, Instant createdAt) {
        return new ModelVersion(
                id,
                createdAt,
                null,
                Map.of(),
                VersionSchema.of(OutputType.ANY),
                (input, script) -> script.succeed(),
                ModelVersion::train);
    }

    public ModelVersion withId(String changed) {
        return new ModelVersion(
                changed, this.createdAt, this.basedOn, this.inputs, this.schema, this.behavior, this.training);
    }

    public ModelVersion withInput(InputField field) {
        Map<String, InputField> changed = new LinkedHashMap<>(this.inputs);
        changed.put(field.name(), field);
        return new ModelVersion(
                this.id, this.createdAt, this.basedOn, changed, this.schema, this.behavior, this.training);
    }

    public ModelVersion withSchema(VersionSchema changed) {
        return new ModelVersion(
                this.id, this.createdAt, this.basedOn, this.inputs, changed, this.behavior, this.training);
    }

    public ModelVersion withBehavior(BiConsumer<Map<String, Object>, ModelScript> changed) {
        return new ModelVersion(
                this.id, this.createdAt, this.basedOn, this.inputs, this.schema, changed, this.training);
    }

    public ModelVersion withTraining(BiConsumer<Map<String, Object>, ModelScript> changed) {
        return new ModelVersion(
                this.id, this.createdAt, this.basedOn, this.inputs, this.schema, this.behavior, changed);
    }

    /** Return the version that a training of this version creates. It behaves like this one. */
    public ModelVersion trained(String newId, Instant now) {
        return new ModelVersion(newId, now, this.id, this.inputs, this.schema, this.behavior, this.training);
    }

    public Collection<InputField> fields() {
        return this.inputs.values();
    }

    /** Write the script of a training, unless the model defines its own. */
    private static void train(Map<String, Object> input, ModelScript script) {
        script.boot(Duration.ofMillis(200)).log("Training with " + input.keySet());
        for (int epoch = 1; epoch <= 4; epoch++) {
            script.pause(Duration.ofMillis(200)).log(ProgressBar.line(epoch, 4, 5));
        }
        script.succeed();
    }
}
