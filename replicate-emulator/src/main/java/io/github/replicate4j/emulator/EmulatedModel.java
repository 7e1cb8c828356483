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

import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

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
        change(UnaryOperator.identity());
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
     * Sets the id of the version. Without this it is derived from the name.
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
     * Returns the id of the version, by which community models are run.
     *
     * @return 64 hexadecimal digits
     */
    public String versionId() {
        ModelDefinition model = this.models.model(this.name);
        return model == null ? VersionId.of(this.name) : model.versionId();
    }

    private EmulatedModel change(UnaryOperator<ModelDefinition> change) {
        this.models.change(this.name, change);
        return this;
    }
}
