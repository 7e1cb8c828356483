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

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Tells a failure from an outcome that nobody knows: a request that must not be repeated, was sent and has no answer
 * that settles it. Only the caller can find out.
 */
final class OutcomeClassifier {

    private OutcomeClassifier() {}

    static ApiException of(ApiRequest request, ApiException failure) {
        if (request.idempotent() || !isOpen(failure)) {
            return failure;
        }
        String id = failure instanceof ApiResponseValidationException unreadable ? Json.id(unreadable.body()) : null;
        return new OutcomeUnknownException(
                "Replicate may have carried out " + request.description() + ". It was not sent again: " + advice(request, id)
                        + ". " + failure.getMessage(),
                failure,
                request.operation(),
                id);
    }

    private static String advice(ApiRequest request, @Nullable String id) {
        if (id != null) {
            return "it made " + id;
        }
        return request.reconcileWith() == null ? "find out before you do" : "look at " + request.reconcileWith() + " before you do";
    }

    /** Whether the request may have been carried out all the same. */
    static boolean isOpen(ApiException failure) {
        if (failure instanceof ApiStatusException answered) {
            return answered.statusCode() >= 500 || answered.statusCode() == 408;
        }
        return failure instanceof ApiConnectionException connection && connection.requestSent()
                || failure instanceof ApiResponseValidationException;
    }
}
