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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The version of a model that a client means. */
record ModelChoice(ModelDefinition model, ModelVersion version) {

    static @Nullable ModelChoice of(@Nullable ModelDefinition model, @Nullable ModelVersion version) {
        return model == null || version == null ? null : new ModelChoice(model, version);
    }

    /** What the model will do with this input. A behaviour that throws makes the prediction fail. */
    ModelScript scriptFor(Map<String, Object> input, InputFiles files) {
        return script(this.version.behaviour(), input, files);
    }

    /** What a training with this input will do. A behaviour that throws makes it fail. */
    ModelScript trainingFor(Map<String, Object> input, InputFiles files) {
        return script(this.version.training(), input, files);
    }

    private ModelScript script(
            BiConsumer<Map<String, Object>, ModelScript> behaviour, Map<String, Object> input, InputFiles files) {
        ModelScript script = new ModelScript(files::read);
        try {
            behaviour.accept(input, script);
            return script;
        } catch (RuntimeException e) {
            return new ModelScript(files::read).fail("The script of " + this.model.name() + " threw " + e);
        }
    }
}
