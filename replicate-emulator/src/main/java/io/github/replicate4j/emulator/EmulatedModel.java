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

import io.github.replicate4j.emulator.internal.catalog.ModelCard;
import io.github.replicate4j.emulator.internal.model.InputField;
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
 * A model of the emulator, to be changed step by step. Every change holds at once, for predictions created from then on.
 *
 * <p>A new model is a community model (it runs by version id only), takes any input, and succeeds with no output.
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
     * Makes it an official model: it runs by its name alone, and its predictions show {@code hidden} as version.
     *
     * @return this
     */
    public EmulatedModel official() {
        return change(ModelDefinition::asOfficial);
    }

    /**
     * Has its predictions offer a stream of what they put out. Each item of an output is an event, and so is an output
     * that is set as a whole.
     *
     * @return this
     */
    public EmulatedModel streams() {
        return change(ModelDefinition::streaming);
    }

    /**
     * Makes it private: it belongs to the account alone, and is not found in lists.
     *
     * @return this
     */
    public EmulatedModel asPrivate() {
        return change(model -> model.withCard(ModelCard::asPrivate));
    }

    /**
     * Says what people are told about it in short.
     *
     * @param text the description
     * @return this
     */
    public EmulatedModel description(String text) {
        return change(model -> model.withCard(card -> card.with("description", text)));
    }

    /**
     * Says what people are told about it at length. Without this it has no readme.
     *
     * @param markdown the readme
     * @return this
     */
    public EmulatedModel readme(String markdown) {
        return change(model -> model.withCard(card -> card.with("readme", markdown)));
    }

    /**
     * Adds an example, which from then on is the default one.
     *
     * @param input the input
     * @param output what it led to
     * @return this
     */
    public EmulatedModel example(Map<String, Object> input, @Nullable Object output) {
        return change(model -> model.withExample(input, output));
    }

    /**
     * Sets the id of the latest version. Without this it is derived from the name.
     *
     * @param id 64 hexadecimal digits in lower case
     * @return this
     * @throws IllegalArgumentException if it has another form
     */
    public EmulatedModel version(String id) {
        if (!VersionId.matches(id)) {
            throw new IllegalArgumentException("'" + id + "' is no version id: it takes 64 digits 0-9a-f");
        }
        return change(model -> model.withVersion(id));
    }

    /**
     * Declares an input. A request whose input does not fit is answered with 422.
     *
     * @param input its name
     * @param type its type
     * @param required whether a prediction must have it
     * @return this
     */
    public EmulatedModel input(String input, InputType type, boolean required) {
        InputField field = required ? InputField.required(input, type) : InputField.optional(input, type);
        return change(model -> model.withInput(field));
    }

    /**
     * Declares what it puts out, which its schema then tells. Without this it may be anything. What its script really
     * puts out is not checked.
     *
     * @param type the kind of output
     * @return this
     */
    public EmulatedModel output(OutputType type) {
        return change(model -> model.withOutput(type));
    }

    /**
     * Declares what it puts out by a schema of its own.
     *
     * @param schema what is to stand under {@code components.schemas.Output}
     * @return this
     */
    public EmulatedModel outputSchema(Map<String, Object> schema) {
        return change(model ->
                model.withLatest(version -> version.withSchema(version.schema().withOutput(schema))));
    }

    /**
     * Replaces the whole description of its inputs and outputs. What a prediction is checked against stays as it is.
     *
     * @param description the {@code openapi_schema}, or null for a version that has none
     * @return this
     */
    public EmulatedModel openapiSchema(@Nullable Map<String, Object> description) {
        return change(model ->
                model.withLatest(version -> version.withSchema(version.schema().fixed(description))));
    }

    /**
     * Sets what a training of this model does. When its script succeeds, the destination has a new version, which does
     * what this one does; the output of the training says which. Without this a training takes about a second.
     *
     * @param behaviour writes the script of a training, whose outputs are of no consequence; called once for each, on a
     *     thread that may block. If it throws, the training fails
     * @return this
     */
    public EmulatedModel train(BiConsumer<Map<String, Object>, ModelScript> behaviour) {
        Objects.requireNonNull(behaviour, "behaviour");
        return change(model -> model.withLatest(version -> version.withTraining(behaviour)));
    }

    /**
     * Sets what the model does, whatever the input.
     *
     * @param behaviour writes the script of a prediction; called once for each, on a thread that may block
     * @return this
     */
    public EmulatedModel respond(Consumer<ModelScript> behaviour) {
        Objects.requireNonNull(behaviour, "behaviour");
        return respond((input, script) -> behaviour.accept(script));
    }

    /**
     * Sets what the model does with an input.
     *
     * @param behaviour writes the script of a prediction; called once for each, on a thread that may block. If it
     *     throws, the prediction fails
     * @return this
     */
    public EmulatedModel respond(BiConsumer<Map<String, Object>, ModelScript> behaviour) {
        Objects.requireNonNull(behaviour, "behaviour");
        return change(model -> model.withBehaviour(behaviour));
    }

    /**
     * Returns the name.
     *
     * @return {@code owner/name}
     */
    public String name() {
        return this.name;
    }

    /**
     * Returns the id of the latest version, by which community models are run.
     *
     * @return 64 hexadecimal digits
     */
    public String versionId() {
        ModelDefinition model = this.models.model(this.name);
        ModelVersion latest = model == null ? null : model.latest();
        return latest == null ? VersionId.of(this.name) : latest.id();
    }

    private EmulatedModel change(UnaryOperator<ModelDefinition> change) {
        this.models.changeOrAdd(this.name, change);
        return this;
    }
}
