/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.http.Exchange;
import io.github.replicate4j.internal.json.Json;
import java.nio.charset.StandardCharsets;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Reads the bodies of successful responses.
 */
final class ResponseReader {

    private ResponseReader() {}

    static <T> T read(ApiRequest request, Exchange exchange, ParameterizedTypeReference<T> type, boolean strict) {
        try {
            return strict
                    ? Json.readStrictly(exchange.body(), type.getType())
                    : Json.read(exchange.body(), type.getType());
        } catch (UnreadableJsonException ex) {
            String problem = exchange.body().length == 0 ? "is empty" : ex.getMessage();
            throw new ApiResponseValidationException(
                    "Replicate responded " + exchange.statusCode() + " to " + request.description()
                            + ", but the response body " + problem + ".",
                    ex,
                    request.operation(),
                    exchange.statusCode(),
                    exchange.headers(),
                    exchange.text());
        }
    }

    static String text(Exchange exchange) {
        return new String(exchange.body(), StandardCharsets.UTF_8);
    }
}
