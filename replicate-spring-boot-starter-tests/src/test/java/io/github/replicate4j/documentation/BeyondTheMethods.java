/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.endpoint.EndpointRequest;
import io.github.replicate4j.http.RawResponse;
import io.github.replicate4j.predictions.Prediction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The code of {@code docs/beyond-the-methods.md}. */
class BeyondTheMethods {

    private final Replicate replicate;

    BeyondTheMethods(Replicate replicate) {
        this.replicate = replicate;
    }

    record Stats(String username, String type) {}

    Stats call() {
        EndpointRequest request = EndpointRequest.get("/{resource}")
                .pathVariable("resource", "account")
                .queryParam("since", "2026-01-01")
                .build();
        Stats stats = replicate.endpoints().call(request, Stats.class);
        return stats;
    }

    long stream(Path target) {
        EndpointRequest request = EndpointRequest.get("/models").build();
        long bytes = replicate.endpoints().stream(request, response -> {
            try (InputStream body = response.body()) {
                return Files.copy(body, target);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });
        return bytes;
    }

    Prediction additionalBodyProperty() {
        Prediction prediction = replicate
                .models()
                .predictions()
                .create(
                        "meta/meta-llama-3-8b-instruct",
                        create -> create.input("prompt", "A haiku about Java").additionalProperty("stream", true));
        return prediction;
    }

    Prediction options(String id) {
        Prediction prediction = replicate
                .withOptions(options -> options.header("X-Team", "posters").queryParam("new", "1"))
                .predictions()
                .get(id);
        return prediction;
    }

    Object additionalResponseProperty(Prediction prediction) {
        Object field = prediction.additionalProperties().get("a_new_field");
        return field;
    }

    boolean nullOrMissing(String id) {
        RawResponse<Prediction> response =
                replicate.withRawResponse(client -> client.predictions().get(id));
        boolean sent = response.json() instanceof Map<?, ?> fields && fields.containsKey("output");
        return sent;
    }

    static Replicate strict(String baseUrl, String token) {
        Replicate replicate = Replicate.builder()
                .bearerToken(token)
                .baseUrl(baseUrl)
                .strictResponseValidation(true)
                .build();
        return replicate;
    }
}
