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
                new DefaultAsyncModels(transport, creator),
                new DefaultAsyncDeployments(transport, creator),
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
