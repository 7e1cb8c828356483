/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.ModelCard;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A model of an emulator. Each change takes effect immediately, for predictions that are created afterwards.
 *
 * <p>A new model is a community model (it runs by version id only), accepts any input, and succeeds without output.
 *
 * @since 0.1.0
 */
public final class EmulatedModel {

    private final ModelRegistry models;

    private final String name;

    EmulatedModel(ModelRegistry models, String name) {
        this.models = models;
        this.name = name;
        this.models.changeOrAdd(name, UnaryOperator.identity());
    }

    /**
     * Make this an official model, which runs by its name alone and whose predictions have the version {@code hidden}.
     *
     * @return this model
     */
    public EmulatedModel official() {
        return change(ModelDefinition::asOfficial);
    }

    /**
     * Provide an event stream for the predictions of this model. Each item of an output is an event, and so is an output that
     * is set as a whole.
     *
     * @return this model
     */
    public EmulatedModel streams() {
        return change(ModelDefinition::streaming);
    }

    /**
     * Make this a private model of the account, which is not part of lists.
     *
     * @return this model
     */
    public EmulatedModel asPrivate() {
        return change(model -> model.withCard(ModelCard::asPrivate));
    }

    /**
     * Set the description.
     *
     * @param text the description
     * @return this model
     */
    public EmulatedModel description(String text) {
        return change(model -> model.withCard(card -> card.withDetail("description", text)));
    }

    /**
     * Set the readme. By default there is none.
     *
     * @param markdown the readme, as Markdown
     * @return this model
     */
    public EmulatedModel readme(String markdown) {
        return change(model -> model.withCard(card -> card.withDetail("readme", markdown)));
    }

    /**
     * Add an example, which becomes the default example.
     *
     * @param input the input
     * @param output the output for that input
     * @return this model
     */
    public EmulatedModel example(Map<String, Object> input, @Nullable Object output) {
        return change(model -> model.withExample(input, output));
    }

    /**
     * Set the id of the latest version. By default it is derived from the name.
     *
     * @param id 64 lowercase hexadecimal digits
     * @return this model
     * @throws IllegalArgumentException if the id is malformed
     */
    public EmulatedModel version(String id) {
        if (!VersionId.matches(id)) {
            throw new IllegalArgumentException("'" + id + "' is not a version id: use 64 digits 0-9a-f");
        }
        return change(model -> model.withVersion(id));
    }

    /**
     * Declare an input. Requests with an invalid input fail with status 422.
     *
     * @param input the name of the input
     * @param type the type of the input
     * @param required whether the input is required
     * @return this model
     */
    public EmulatedModel input(String input, InputType type, boolean required) {
        InputField field = required ? InputField.required(input, type) : InputField.optional(input, type);
        return change(model -> model.withInput(field));
    }

    /**
     * Declare the type of the output, which becomes part of the schema. The default is {@link OutputType#ANY}. The actual
     * output is not validated.
     *
     * @param type the type of the output
     * @return this model
     */
    public EmulatedModel output(OutputType type) {
        return change(model -> model.withOutput(type));
    }

    /**
     * Declare the schema of the output.
     *
     * @param schema the value of {@code components.schemas.Output}
     * @return this model
     */
    public EmulatedModel outputSchema(Map<String, Object> schema) {
        return change(model -> model.withLatestVersion(
                version -> version.withSchema(version.schema().withOutput(schema))));
    }

    /**
     * Replace the complete OpenAPI schema. The validation of inputs does not change.
     *
     * @param schema the {@code openapi_schema}, or null for a version without one
     * @return this model
     */
    public EmulatedModel openapiSchema(@Nullable Map<String, Object> schema) {
        return change(model -> model.withLatestVersion(
                version -> version.withSchema(version.schema().fixed(schema))));
    }

    /**
     * Set the behavior of trainings of this model. When the script succeeds, the destination gets a new version that behaves
     * like this one, and whose id is part of the output of the training. By default a training takes about a second.
     *
     * @param behavior writes the script of a training, whose outputs are ignored. It is called once per training, on a thread
     *     that may block. If it throws, the training fails
     * @return this model
     */
    public EmulatedModel train(BiConsumer<Map<String, Object>, ModelScript> behavior) {
        Objects.requireNonNull(behavior, "behavior");
        return change(model -> model.withLatestVersion(version -> version.withTraining(behavior)));
    }

    /**
     * Set the behavior of the model, independent of the input.
     *
     * @param behavior writes the script of a prediction. It is called once per prediction, on a thread that may block. If it
     *     throws, the prediction fails
     * @return this model
     */
    public EmulatedModel respond(Consumer<ModelScript> behavior) {
        Objects.requireNonNull(behavior, "behavior");
        return respond((input, script) -> behavior.accept(script));
    }

    /**
     * Set the behavior of the model, depending on the input.
     *
     * @param behavior writes the script of a prediction from its input. It is called once per prediction, on a thread that may
     *     block. If it throws, the prediction fails
     * @return this model
     */
    public EmulatedModel respond(BiConsumer<Map<String, Object>, ModelScript> behavior) {
        Objects.requireNonNull(behavior, "behavior");
        return change(model -> model.withBehavior(behavior));
    }

    /**
     * Return the name.
     *
     * @return {@code owner/name}
     */
    public String name() {
        return this.name;
    }

    /**
     * Return the id of the latest version, which runs a community model.
     *
     * @return 64 hexadecimal digits
     */
    public String versionId() {
        ModelDefinition model = this.models.model(this.name);
        ModelVersion latest = model == null ? null : model.latestVersion();
        return latest == null ? VersionId.of(this.name) : latest.id();
    }

    private EmulatedModel change(UnaryOperator<ModelDefinition> change) {
        this.models.changeOrAdd(this.name, change);
        return this;
    }
}
