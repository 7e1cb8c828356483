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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The models and deployments of an emulator: the built-in ones and those that its user added. */
final class ModelRegistry {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");

    private final Map<String, ModelDefinition> models = new LinkedHashMap<>();
    private final Map<String, String> deployments = new LinkedHashMap<>();

    ModelRegistry() {
        reset();
    }

    synchronized void reset() {
        this.models.clear();
        this.deployments.clear();
        BuiltInModels.all().forEach(model -> this.models.put(model.name(), model));
        this.deployments.put(BuiltInModels.DEPLOYMENT, BuiltInModels.IMAGE_MODEL);
    }

    /** Changes a model, or adds it. */
    synchronized ModelDefinition change(String name, UnaryOperator<ModelDefinition> change) {
        ModelDefinition model = change.apply(this.models.computeIfAbsent(checked(name), ModelDefinition::named));
        this.models.put(name, model);
        return model;
    }

    synchronized void deploy(String deployment, String model) {
        checked(deployment);
        if (!this.models.containsKey(model)) {
            throw new IllegalArgumentException("There is no model '" + model + "' to deploy: add it with model(...)");
        }
        this.deployments.put(deployment, model);
    }

    synchronized @Nullable ModelDefinition model(String name) {
        return this.models.get(name);
    }

    synchronized @Nullable ModelDefinition version(String id) {
        return this.models.values().stream()
                .filter(model -> model.versionId().equals(id))
                .findFirst()
                .orElse(null);
    }

    synchronized @Nullable ModelDefinition deployed(String deployment) {
        String model = this.deployments.get(deployment);
        return model == null ? null : this.models.get(model);
    }

    /**
     * Finds the model that {@code version} in the body of a create means.
     *
     * @param reference {@code owner/name} of an official model, {@code owner/name:version}, or the id of a version
     */
    @Nullable
    ModelDefinition referred(String reference) {
        int colon = reference.indexOf(':');
        if (colon >= 0) {
            ModelDefinition model = model(reference.substring(0, colon));
            return model != null && model.versionId().equals(reference.substring(colon + 1)) ? model : null;
        }
        if (reference.indexOf('/') < 0) {
            return version(reference);
        }
        ModelDefinition model = model(reference);
        return model != null && model.official() ? model : null;
    }

    synchronized List<ModelDefinition> all() {
        return new ArrayList<>(this.models.values());
    }

    synchronized Map<String, String> deployments() {
        return new LinkedHashMap<>(this.deployments);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of the form owner/name");
        }
        return name;
    }
}
