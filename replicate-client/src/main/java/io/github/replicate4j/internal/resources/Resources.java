/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.account.AsyncAccounts;
import io.github.replicate4j.collections.AsyncModelCollections;
import io.github.replicate4j.deployments.AsyncDeployments;
import io.github.replicate4j.endpoint.AsyncEndpoints;
import io.github.replicate4j.files.AsyncFiles;
import io.github.replicate4j.hardware.AsyncHardwareTypes;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.predictions.PredictionServices;
import io.github.replicate4j.internal.run.ModelRunner;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.models.AsyncModels;
import io.github.replicate4j.predictions.AsyncPredictions;
import io.github.replicate4j.search.SearchRequest;
import io.github.replicate4j.search.SearchResults;
import io.github.replicate4j.trainings.AsyncTrainings;
import io.github.replicate4j.webhook.AsyncWebhooks;
import reactor.core.publisher.Mono;

/** The resources of one client. */
public record Resources(
        AsyncPredictions predictions,
        AsyncModels models,
        AsyncDeployments deployments,
        AsyncTrainings trainings,
        AsyncFiles files,
        AsyncModelCollections collections,
        AsyncHardwareTypes hardware,
        AsyncAccounts account,
        AsyncWebhooks webhooks,
        AsyncEndpoints endpoints,
        ModelRunner runner,
        Transport transport) {

    public static Resources of(ClientContext context) {
        Transport transport = context.transport();
        PredictionServices services = PredictionServices.of(context);
        PredictionCreator creator = services.creator();
        return new Resources(
                new DefaultAsyncPredictions(services),
                new DefaultAsyncModels(transport, creator, context.checks()),
                new DefaultAsyncDeployments(transport, creator, context.checks()),
                new DefaultAsyncTrainings(context),
                new DefaultAsyncFiles(context),
                new DefaultAsyncModelCollections(transport),
                new DefaultAsyncHardwareTypes(transport),
                new DefaultAsyncAccounts(transport),
                new DefaultAsyncWebhooks(transport),
                new DefaultAsyncEndpoints(transport),
                new ModelRunner(services),
                transport);
    }

    public Mono<SearchResults> search(SearchRequest request) {
        ApiRequest search = ApiRequest.get("search", "/search").queryParam("query", request.query());
        if (request.limit() != null) {
            search.queryParam("limit", String.valueOf(request.limit()));
        }
        return this.transport.send(search, SearchResults.class);
    }
}
