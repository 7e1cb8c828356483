/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.internal.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Classifies the failures of one call: whether Replicate may have processed the request although it failed.
 */
final class OutcomeClassifier {

    private final ApiRequest request;

    private final Supplier<@Nullable String> receivedId;

    private volatile boolean maybeDeleted;

    /**
     * Create a classifier.
     *
     * @param receivedId returns the id in the response, even if the response is incomplete or unreadable
     */
    OutcomeClassifier(ApiRequest request, Supplier<@Nullable String> receivedId) {
        this.request = request;
        this.receivedId = receivedId;
    }

    /**
     * Handle the failure of one attempt of a {@code DELETE}. A 404 is a success if an earlier attempt of the same call may
     * have been processed.
     */
    Mono<Exchange> onDeleteFailed(ApiException failure) {
        if (this.maybeDeleted && failure instanceof NotFoundException notFound) {
            byte[] body = notFound.body().getBytes(StandardCharsets.UTF_8);
            return Mono.just(new Exchange(notFound.statusCode(), notFound.headers(), body));
        }
        this.maybeDeleted |= isOutcomeUnknown(failure);
        return Mono.error(failure);
    }

    /**
     * Return the exception of the call.
     *
     * @return the failure, or an {@link OutcomeUnknownException} if the request is not idempotent and may have been processed
     */
    ApiException classify(ApiException failure) {
        if (this.request.idempotent() || !isOutcomeUnknown(failure)) {
            return failure;
        }
        String id = this.receivedId.get();
        return new OutcomeUnknownException(
                "Replicate " + (id == null ? "may have" : "has") + " processed " + this.request.description()
                        + ". It was not sent again: " + advice(id) + ". " + failure.getMessage(),
                failure,
                this.request.operation(),
                id,
                this.request.reference());
    }

    private String advice(@Nullable String id) {
        String operation = this.request.reconcileWith();
        if (id != null) {
            return "it created " + id + (operation == null ? "" : ", which " + operation + " also shows")
                    + "; use this id instead of sending it again";
        }
        return operation == null
                ? "find out whether it was processed before you send it again"
                : "check " + operation + " before you send it again";
    }

    private static boolean isOutcomeUnknown(ApiException failure) {
        if (failure instanceof ApiStatusException response) {
            int status = response.statusCode();
            // Below 200, the response is not the final one.
            return status >= 500 || status == 408 || status < 200;
        }
        return failure instanceof ApiConnectionException connection && connection.requestSent()
                || failure instanceof ApiResponseValidationException;
    }
}
