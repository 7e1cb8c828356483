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

package io.github.replicate4j.run;

import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.transport.ApiRequest;
import io.github.replicate4j.transport.Transport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds out what kind of model a name stands for.
 */
final class ModelLookup {

    private final Transport transport;

    private final ModelReference reference;

    ModelLookup(Transport transport, ModelReference reference) {
        this.transport = transport;
        this.reference = reference;
    }

    /** An official model runs by its name, any other by its latest version: {@code models.get}. */
    Mono<ModelChoice> choice() {
        if (this.reference.version() != null) {
            return Mono.just(new ModelChoice(this.reference, null));
        }
        return this.transport
                .send(request("models.get", "/models/{owner}/{name}"), Model.class)
                .flatMap(model -> {
                    Version latest = model.latestVersion();
                    String id = latest == null ? null : latest.id();
                    ModelSchema schema = latest == null ? null : latest.schema();
                    ModelChoice byName = new ModelChoice(this.reference, schema);
                    if (id == null || id.isBlank() || Boolean.TRUE.equals(model.isOfficial())) {
                        return Mono.just(byName);
                    }
                    ModelChoice byVersion = new ModelChoice(new ModelReference(null, null, id), schema);
                    return model.isOfficial() != null
                            ? Mono.just(byVersion)
                            : showsVersions().map(shows -> shows ? byVersion : byName);
                });
    }

    /** What tells official models from others where the API does not say it: {@code models.versions.list}. */
    private Mono<Boolean> showsVersions() {
        return this.transport
                .send(request("models.versions.list", "/models/{owner}/{name}/versions"), Versions.class)
                .map(versions ->
                        versions.results() != null && !versions.results().isEmpty())
                .onErrorResume(NotFoundException.class, failure -> Mono.just(false));
    }

    /** The schema of the version that is named: {@code models.versions.get}. Empty if there is none. */
    Mono<ModelSchema> schemaOfVersion() {
        String version = String.valueOf(this.reference.version());
        if (this.reference.owner() == null) {
            return Mono.error(() -> new IllegalStateException("The schema of a version cannot be looked up by its id"
                    + " alone: name the model as well, as in owner/name:" + version));
        }
        ApiRequest request = request("models.versions.get", "/models/{owner}/{name}/versions/{version_id}")
                .path("version_id", version);
        return this.transport.send(request, Version.class).mapNotNull(Version::schema);
    }

    private ApiRequest request(String operation, String template) {
        return ApiRequest.get(operation, template)
                .path("owner", String.valueOf(this.reference.owner()))
                .path("name", String.valueOf(this.reference.name()));
    }

    private record Model(
            @Nullable Boolean isOfficial, @Nullable Version latestVersion) {}

    private record Version(@Nullable String id, @Nullable Map<String, @Nullable Object> openapiSchema) {

        @Nullable
        ModelSchema schema() {
            return this.openapiSchema == null || this.openapiSchema.isEmpty()
                    ? null
                    : new ModelSchema(this.openapiSchema);
        }
    }

    private record Versions(@Nullable List<@Nullable Object> results) {}
}
