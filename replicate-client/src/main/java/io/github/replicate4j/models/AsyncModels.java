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

package io.github.replicate4j.models;

import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.reference.ModelReference;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Models, reactive.
 *
 * @see Models
 */
public final class AsyncModels {

    private static final String ALL = "/models";

    private static final String ONE = "/models/{owner}/{name}";

    private final Transport transport;

    private final ClientSettings settings;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param transport carries the requests
     * @param settings what the client is set to
     */
    public AsyncModels(Transport transport, ClientSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /**
     * Lists all public models, those with the newest versions first: {@code models.list}.
     *
     * @return the first page
     * @see Models#list()
     */
    public Mono<AsyncPage<Model>> list() {
        return list(ModelListRequest.builder().build());
    }

    /**
     * Lists all public models: {@code models.list}.
     *
     * @param request how they are listed
     * @return the first page
     * @see Models#list(ModelListRequest)
     */
    public Mono<AsyncPage<Model>> list(ModelListRequest request) {
        return AsyncPage.first(
                this.transport,
                () -> {
                    ApiRequest models = ApiRequest.get("models.list", ALL);
                    sort(models, "sort_by", request.sortBy());
                    sort(models, "sort_direction", request.sortDirection());
                    return models;
                },
                Model.class);
    }

    private static void sort(ApiRequest models, String parameter, @Nullable Enum<?> choice) {
        if (choice != null) {
            models.queryParam(parameter, choice.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Lists all public models: {@code models.list}.
     *
     * @param request says how they are listed
     * @return the first page
     * @see Models#list(Consumer)
     */
    public Mono<AsyncPage<Model>> list(Consumer<ModelListRequest.Builder> request) {
        ModelListRequest.Builder builder = ModelListRequest.builder();
        request.accept(builder);
        return list(builder.build());
    }

    /**
     * Searches the public models: {@code models.search}.
     *
     * @param text what to search for
     * @return the first page, the best first
     * @throws IllegalArgumentException if the text is blank
     * @see Models#search(String)
     */
    public Mono<AsyncPage<Model>> search(String text) {
        Arguments.notBlank("text", text);
        return AsyncPage.first(
                this.transport, () -> ApiRequest.query("models.search", ALL).text(text), Model.class);
    }

    /**
     * Creates a model: {@code models.create}.
     *
     * @param request what it is created from
     * @return the model as it was created
     * @see Models#create(ModelRequest)
     */
    public Mono<Model> create(ModelRequest request) {
        ApiRequest create = ApiRequest.nonIdempotentPost("models.create", ALL)
                .json(request.body())
                .reconcileWith("models.get");
        return this.transport.send(create, Model.class);
    }

    /**
     * Creates a model: {@code models.create}.
     *
     * @param request fills the request
     * @return the model as it was created
     * @throws IllegalArgumentException if something is missing
     * @see Models#create(Consumer)
     */
    public Mono<Model> create(Consumer<ModelRequest.Builder> request) {
        ModelRequest.Builder builder = ModelRequest.builder();
        request.accept(builder);
        return create(builder.build());
    }

    /**
     * Gets a model: {@code models.get}.
     *
     * @param model {@code owner/name}
     * @return the model
     * @throws IllegalArgumentException if the name is of another form
     * @see Models#get(String)
     */
    public Mono<Model> get(String model) {
        ApiRequest request = ModelReference.ownerAndName("model", model).into(ApiRequest.get("models.get", ONE));
        return this.transport.send(request, Model.class);
    }

    /**
     * Changes what a model says of itself: {@code models.update}.
     *
     * @param model {@code owner/name}
     * @param request what changes
     * @return the model as it is now
     * @throws IllegalArgumentException if the name is of another form
     * @see Models#update(String, ModelUpdateRequest)
     */
    public Mono<Model> update(String model, ModelUpdateRequest request) {
        ApiRequest update = ModelReference.ownerAndName("model", model)
                .into(ApiRequest.patch("models.update", ONE))
                .json(request.changes())
                .reconcileWith("models.get");
        return this.transport.send(update, Model.class);
    }

    /**
     * Changes what a model says of itself: {@code models.update}.
     *
     * @param model {@code owner/name}
     * @param request says what changes
     * @return the model as it is now
     * @throws IllegalArgumentException if the name is of another form, or nothing changes
     * @see Models#update(String, Consumer)
     */
    public Mono<Model> update(String model, Consumer<ModelUpdateRequest.Builder> request) {
        ModelUpdateRequest.Builder builder = ModelUpdateRequest.builder();
        request.accept(builder);
        return update(model, builder.build());
    }

    /**
     * Deletes a model: {@code models.delete}.
     *
     * @param model {@code owner/name}
     * @return completes when it is gone
     * @throws IllegalArgumentException if the name is of another form
     * @see Models#delete(String)
     */
    public Mono<Void> delete(String model) {
        ApiRequest request = ModelReference.ownerAndName("model", model).into(ApiRequest.delete("models.delete", ONE));
        return this.transport.sendForStatus(request);
    }

    /**
     * Gets what the page of a model says: {@code models.readme.get}.
     *
     * @param model {@code owner/name}
     * @return Markdown
     * @throws IllegalArgumentException if the name is of another form
     * @see Models#readme(String)
     */
    public Mono<String> readme(String model) {
        ApiRequest request = ApiRequest.get("models.readme.get", ONE + "/readme");
        return this.transport.sendForText(
                ModelReference.ownerAndName("model", model).into(request));
    }

    /**
     * Returns the examples of what models do.
     *
     * @return the resource
     */
    public AsyncModelExamples examples() {
        return new AsyncModelExamples(this.transport);
    }

    /**
     * Returns the versions of models.
     *
     * @return the resource
     */
    public AsyncModelVersions versions() {
        return new AsyncModelVersions(this.transport);
    }

    /**
     * Returns the predictions of official models, which need no version.
     *
     * @return the resource
     */
    public AsyncModelPredictions predictions() {
        return new AsyncModelPredictions(this.transport, this.settings);
    }
}
