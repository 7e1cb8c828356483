/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.internal.paging.DefaultAsyncPage;
import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.RequestFields;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.validation.InputChecks;
import io.github.replicate4j.models.AsyncModelExamples;
import io.github.replicate4j.models.AsyncModelPredictions;
import io.github.replicate4j.models.AsyncModelVersions;
import io.github.replicate4j.models.AsyncModels;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelListRequest;
import io.github.replicate4j.models.ModelRequest;
import io.github.replicate4j.models.ModelUpdateRequest;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.reference.ModelReference;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncModels}. */
public final class DefaultAsyncModels implements AsyncModels {

    private static final String ALL = "/models";

    private static final String ONE = "/models/{owner}/{name}";

    private final Transport transport;

    private final InputChecks checks;

    private final AsyncModelExamples examples;

    private final AsyncModelVersions versions;

    private final AsyncModelPredictions predictions;

    DefaultAsyncModels(Transport transport, PredictionCreator creator, InputChecks checks) {
        this.transport = transport;
        this.checks = checks;
        this.examples = new DefaultAsyncModelExamples(transport);
        this.versions = new DefaultAsyncModelVersions(transport, checks);
        this.predictions = new DefaultAsyncModelPredictions(creator);
    }

    @Override
    public Mono<AsyncPage<Model>> list() {
        return list(ModelListRequest.builder().build());
    }

    @Override
    public Mono<AsyncPage<Model>> list(ModelListRequest request) {
        return DefaultAsyncPage.first(
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

    @Override
    public Mono<AsyncPage<Model>> search(String text) {
        Arguments.notBlank("text", text);
        return DefaultAsyncPage.first(
                this.transport, () -> ApiRequest.query("models.search", ALL).text(text), Model.class);
    }

    @Override
    public Mono<Model> create(ModelRequest request) {
        ApiRequest create = ApiRequest.nonIdempotentPost("models.create", ALL)
                .json(new RequestFields()
                        .with("owner", request.owner())
                        .with("name", request.name())
                        .with("visibility", request.visibility())
                        .with("hardware", request.hardware())
                        .with("description", request.description())
                        .with("github_url", request.githubUrl())
                        .with("paper_url", request.paperUrl())
                        .with("license_url", request.licenseUrl())
                        .with("cover_image_url", request.coverImageUrl())
                        .toMap(request.additionalProperties()))
                .expect("owner", request.owner())
                .expect("name", request.name())
                .reconcileWith("models.get");
        return this.transport.send(create, Model.class);
    }

    /** The response may have another owner or name, because models can be renamed. */
    @Override
    public Mono<Model> get(String model) {
        ApiRequest request = ApiRequest.get("models.get", ONE).path(ModelReference.ownerAndName("model", model));
        return this.transport.send(request, Model.class).doOnNext(found -> this.checks.remember(model, found));
    }

    @Override
    public Mono<Model> update(String model, ModelUpdateRequest request) {
        ApiRequest update = ApiRequest.patch("models.update", ONE)
                .path(ModelReference.ownerAndName("model", model))
                .json(request.changes())
                .reconcileWith("models.get");
        return this.transport.send(update, Model.class);
    }

    @Override
    public Mono<Void> delete(String model) {
        ApiRequest request = ApiRequest.delete("models.delete", ONE).path(ModelReference.ownerAndName("model", model));
        return this.transport.sendForStatus(request);
    }

    @Override
    public Mono<String> readme(String model) {
        ApiRequest request = ApiRequest.get("models.readme.get", ONE + "/readme");
        return this.transport.sendForText(request.path(ModelReference.ownerAndName("model", model)));
    }

    @Override
    public AsyncModelExamples examples() {
        return this.examples;
    }

    @Override
    public AsyncModelVersions versions() {
        return this.versions;
    }

    @Override
    public AsyncModelPredictions predictions() {
        return this.predictions;
    }
}
