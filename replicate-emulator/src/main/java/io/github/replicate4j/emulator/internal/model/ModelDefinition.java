/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a model.
 *
 * @param name the name, as {@code owner/name}
 * @param streams whether predictions of the model have event streams
 * @param examples the examples, newest first
 * @param versions the versions, newest first
 */
public record ModelDefinition(
        String name,
        boolean official,
        boolean streams,
        Instant createdAt,
        ModelCard card,
        List<Example> examples,
        List<ModelVersion> versions) {

    /** An example of a prediction. */
    public record Example(
            Map<String, Object> input, @Nullable Object output) {}

    /** Create a model without versions. */
    public static ModelDefinition named(String name, Instant now) {
        return new ModelDefinition(name, false, false, now, ModelCard.EMPTY, List.of(), List.of());
    }

    public ModelDefinition asOfficial() {
        return new ModelDefinition(
                this.name, true, this.streams, this.createdAt, this.card, this.examples, this.versions);
    }

    public ModelDefinition streaming() {
        return new ModelDefinition(
                this.name, this.official, true, this.createdAt, this.card, this.examples, this.versions);
    }

    public ModelDefinition withCard(UnaryOperator<ModelCard> change) {
        return new ModelDefinition(
                this.name,
                this.official,
                this.streams,
                this.createdAt,
                change.apply(this.card),
                this.examples,
                this.versions);
    }

    public ModelDefinition withExample(Map<String, Object> input, @Nullable Object output) {
        List<Example> newExamples = new ArrayList<>(this.examples);
        newExamples.add(0, new Example(input, output));
        return new ModelDefinition(
                this.name,
                this.official,
                this.streams,
                this.createdAt,
                this.card,
                List.copyOf(newExamples),
                this.versions);
    }

    /** Change the latest version, or create the first one. */
    public ModelDefinition withLatestVersion(UnaryOperator<ModelVersion> change) {
        List<ModelVersion> newVersions = new ArrayList<>(this.versions);
        if (newVersions.isEmpty()) {
            newVersions.add(ModelVersion.of(VersionId.of(this.name), this.createdAt));
        }
        newVersions.set(0, change.apply(newVersions.get(0)));
        return withVersions(newVersions);
    }

    public ModelDefinition withNewVersion(ModelVersion version) {
        List<ModelVersion> newVersions = new ArrayList<>(this.versions);
        newVersions.add(0, version);
        return withVersions(newVersions);
    }

    public ModelDefinition withoutVersion(String id) {
        return withVersions(this.versions.stream()
                .filter(version -> !version.id().equals(id))
                .toList());
    }

    private ModelDefinition withVersions(List<ModelVersion> newVersions) {
        return new ModelDefinition(
                this.name,
                this.official,
                this.streams,
                this.createdAt,
                this.card,
                this.examples,
                List.copyOf(newVersions));
    }

    public ModelDefinition withVersion(String id) {
        return withLatestVersion(version -> version.withId(id));
    }

    public ModelDefinition withInput(InputField field) {
        return withLatestVersion(version -> version.withInput(field));
    }

    public ModelDefinition withOutput(OutputType type) {
        return withLatestVersion(version -> version.withSchema(VersionSchema.of(type)));
    }

    public ModelDefinition withBehavior(BiConsumer<Map<String, Object>, ModelScript> behavior) {
        return withLatestVersion(version -> version.withBehavior(behavior));
    }

    public String owner() {
        return this.name.substring(0, this.name.indexOf('/'));
    }

    public @Nullable ModelVersion latestVersion() {
        return this.versions.isEmpty() ? null : this.versions.get(0);
    }

    public @Nullable ModelVersion version(String id) {
        for (ModelVersion version : this.versions) {
            if (version.id().equals(id)) {
                return version;
            }
        }
        return null;
    }

    /** Return the creation time of the latest version, or of the model if it has no versions. */
    public Instant latestVersionCreatedAt() {
        ModelVersion latest = latestVersion();
        return latest == null ? this.createdAt : latest.createdAt();
    }
}
