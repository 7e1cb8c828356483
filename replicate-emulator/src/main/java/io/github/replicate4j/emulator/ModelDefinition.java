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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A model as it stands: what it takes and what it does.
 *
 * @param name {@code owner/name}
 * @param inputs by name
 */
record ModelDefinition(
        String name,
        boolean official,
        String versionId,
        Map<String, InputField> inputs,
        BiConsumer<Map<String, Object>, ModelScript> behaviour) {

    static ModelDefinition named(String name) {
        return new ModelDefinition(name, false, VersionId.of(name), Map.of(), (input, script) -> script.succeed());
    }

    ModelDefinition asOfficial() {
        return new ModelDefinition(this.name, true, this.versionId, this.inputs, this.behaviour);
    }

    ModelDefinition withVersion(String id) {
        return new ModelDefinition(this.name, this.official, id, this.inputs, this.behaviour);
    }

    ModelDefinition withInput(InputField field) {
        Map<String, InputField> more = new LinkedHashMap<>(this.inputs);
        more.put(field.name(), field);
        return new ModelDefinition(this.name, this.official, this.versionId, more, this.behaviour);
    }

    ModelDefinition withBehaviour(BiConsumer<Map<String, Object>, ModelScript> other) {
        return new ModelDefinition(this.name, this.official, this.versionId, this.inputs, other);
    }

    Collection<InputField> fields() {
        return this.inputs.values();
    }

    /** What the model will do with this input. A behaviour that throws makes the prediction fail. */
    ModelScript scriptFor(Map<String, Object> input) {
        ModelScript script = new ModelScript();
        try {
            this.behaviour.accept(input, script);
            return script;
        } catch (RuntimeException e) {
            return new ModelScript().fail("The script of " + this.name + " threw " + e);
        }
    }
}
