/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.http.RawResponse;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.paging.Page;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The code of {@code docs/api-conventions.md}. */
class ApiConventions {

    private final Replicate replicate;

    private final AsyncReplicate asyncReplicate;

    ApiConventions(Replicate replicate, AsyncReplicate asyncReplicate) {
        this.replicate = replicate;
        this.asyncReplicate = asyncReplicate;
    }

    Model get() {
        Model model = replicate.models().get("replicate/hello-world");
        return model;
    }

    Mono<Model> getReactive() {
        Mono<Model> model = asyncReplicate.models().get("replicate/hello-world");
        return model;
    }

    Prediction create(String version) {
        PredictionRequest request = PredictionRequest.builder()
                .version(version)
                .input("text", "Alice")
                .build();
        Prediction prediction = replicate.predictions().create(request);
        return prediction;
    }

    Prediction createInALambda(String version) {
        Prediction prediction =
                replicate.predictions().create(create -> create.version(version).input("text", "Alice"));
        return prediction;
    }

    Page<Model> lastPage() {
        Page<Model> page = replicate.models().list();
        while (page.hasNextPage()) {
            page = page.nextPage();
        }
        return page;
    }

    List<Model> firstTen() {
        List<Model> models = replicate.models().list().all().limit(10).toList();
        return models;
    }

    Flux<Model> all() {
        Flux<Model> models = asyncReplicate.models().list().flatMapMany(page -> page.all());
        return models;
    }

    Prediction otherOptions(String token, String id) {
        Prediction prediction = replicate
                .withOptions(options -> options.bearerToken(token)
                        .timeout(Duration.ofSeconds(5))
                        .maxRetries(5))
                .predictions()
                .get(id);
        return prediction;
    }

    RawResponse<Prediction> raw(String id) {
        RawResponse<Prediction> response =
                replicate.withRawResponse(client -> client.predictions().get(id));
        String remaining = response.headers().getFirst("ratelimit-remaining");
        assert remaining != null;
        return response;
    }

    static Replicate client(String token, String baseUrl) {
        Replicate replicate = Replicate.builder()
                .bearerToken(token)
                .baseUrl(baseUrl)
                .maxRetries(3)
                .build();
        return replicate;
    }
}
