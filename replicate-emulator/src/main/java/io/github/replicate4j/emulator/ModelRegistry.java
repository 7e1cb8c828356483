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

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The models of an emulator: the built-in ones and those that were added. */
final class ModelRegistry {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");

    private final Map<String, ModelDefinition> models = new LinkedHashMap<>();
    private final InstantSource clock;

    ModelRegistry(InstantSource clock) {
        this.clock = clock;
        reset();
    }

    synchronized void reset() {
        this.models.clear();
        BuiltInModels.all().forEach(model -> this.models.put(model.name(), model));
    }

    /** Changes a model, or adds it with a first version. */
    synchronized void changeOrAdd(String name, UnaryOperator<ModelDefinition> change) {
        ModelDefinition model = this.models.computeIfAbsent(
                checked(name),
                added -> ModelDefinition.named(added, this.clock.instant()).withLatest(UnaryOperator.identity()));
        this.models.put(name, change.apply(model));
    }

    /** Changes a model that is there; does nothing if it is not. */
    synchronized void change(String name, UnaryOperator<ModelDefinition> change) {
        this.models.computeIfPresent(name, (same, model) -> change.apply(model));
    }

    /** Adds a model, and tells whether there was none of its name. */
    synchronized boolean add(ModelDefinition model) {
        return this.models.putIfAbsent(model.name(), model) == null;
    }

    synchronized void remove(String name) {
        this.models.remove(name);
    }

    synchronized @Nullable ModelDefinition model(String name) {
        return this.models.get(name);
    }

    private synchronized @Nullable ModelChoice version(String id) {
        for (ModelDefinition model : this.models.values()) {
            ModelVersion version = model.version(id);
            if (version != null) {
                return new ModelChoice(model, version);
            }
        }
        return null;
    }

    /** The model as it is now, with this version of it, or the latest if none is given. */
    @Nullable
    ModelChoice choice(String name, @Nullable String version) {
        ModelDefinition model = model(name);
        if (model == null) {
            return null;
        }
        return ModelChoice.of(model, version == null ? model.latest() : model.version(version));
    }

    /**
     * Finds what {@code version} in the body of a create means.
     *
     * @param reference {@code owner/name} of an official model, {@code owner/name:version}, or the id of a version
     */
    @Nullable
    ModelChoice referred(String reference) {
        int colon = reference.indexOf(':');
        if (colon >= 0) {
            return choice(reference.substring(0, colon), reference.substring(colon + 1));
        }
        if (reference.indexOf('/') < 0) {
            return version(reference);
        }
        ModelChoice latest = choice(reference, null);
        return latest != null && latest.model().official() ? latest : null;
    }

    synchronized List<ModelDefinition> all() {
        return new ArrayList<>(this.models.values());
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static String checked(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of the form owner/name");
        }
        return name;
    }
}
