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

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model: what it takes, what it puts out and what it does.
 *
 * @param basedOn the version from which it was trained, if it was
 * @param inputs by name
 */
record ModelVersion(
        String id,
        Instant createdAt,
        @Nullable String basedOn,
        Map<String, InputField> inputs,
        VersionSchema schema,
        BiConsumer<Map<String, Object>, ModelScript> behaviour,
        BiConsumer<Map<String, Object>, ModelScript> training) {

    static ModelVersion of(String id, Instant createdAt) {
        return new ModelVersion(
                id,
                createdAt,
                null,
                Map.of(),
                VersionSchema.putsOut(OutputType.ANY),
                (input, script) -> script.succeed(),
                TrainingScript::write);
    }

    ModelVersion withId(String other) {
        return new ModelVersion(
                other, this.createdAt, this.basedOn, this.inputs, this.schema, this.behaviour, this.training);
    }

    ModelVersion withInput(InputField field) {
        Map<String, InputField> more = new LinkedHashMap<>(this.inputs);
        more.put(field.name(), field);
        return new ModelVersion(
                this.id, this.createdAt, this.basedOn, more, this.schema, this.behaviour, this.training);
    }

    ModelVersion withSchema(VersionSchema other) {
        return new ModelVersion(
                this.id, this.createdAt, this.basedOn, this.inputs, other, this.behaviour, this.training);
    }

    ModelVersion withBehaviour(BiConsumer<Map<String, Object>, ModelScript> other) {
        return new ModelVersion(this.id, this.createdAt, this.basedOn, this.inputs, this.schema, other, this.training);
    }

    ModelVersion withTraining(BiConsumer<Map<String, Object>, ModelScript> other) {
        return new ModelVersion(this.id, this.createdAt, this.basedOn, this.inputs, this.schema, this.behaviour, other);
    }

    /** The version that a training of this one makes: it does the same. */
    ModelVersion trained(String newId, Instant now) {
        return new ModelVersion(newId, now, this.id, this.inputs, this.schema, this.behaviour, this.training);
    }

    Collection<InputField> fields() {
        return this.inputs.values();
    }
}
