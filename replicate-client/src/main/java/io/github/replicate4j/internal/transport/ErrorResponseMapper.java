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

import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.BadRequestException;
import io.github.replicate4j.error.ConflictException;
import io.github.replicate4j.error.ErrorResponse;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.PaymentRequiredException;
import io.github.replicate4j.error.PermissionDeniedException;
import io.github.replicate4j.error.Problem;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.support.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an answer that is no success into the exception for its status.
 */
final class ErrorResponseMapper {

    private ErrorResponseMapper() {}

    static ApiStatusException of(ApiRequest request, Exchange exchange, @Nullable String token) {
        int status = exchange.statusCode();
        Problem problem = problem(exchange);
        ErrorResponse answer =
                new ErrorResponse(request.operation(), status, exchange.headers(), exchange.text(), problem);
        String message = message(request, answer, token);
        return switch (status) {
            case 400 -> new BadRequestException(message, answer);
            case 401 -> new AuthenticationException(message, answer);
            case 402 -> new PaymentRequiredException(message, answer);
            case 403 -> new PermissionDeniedException(message, answer);
            case 404 -> new NotFoundException(message, answer);
            case 409 -> new ConflictException(message, answer);
            case 422 -> new UnprocessableEntityException(message, answer);
            case 429 -> {
                Duration retryAfter = RetryAfter.of(exchange.headers(), answer.body(), Instant.now());
                yield new RateLimitException(message, answer, retryAfter);
            }
            default ->
                status >= 500 ? new InternalServerException(message, answer) : new ApiStatusException(message, answer);
        };
    }

    private static String message(ApiRequest request, ErrorResponse answer, @Nullable String token) {
        StringBuilder message = new StringBuilder(
                        answer.operation().equals(Downloads.OPERATION) ? "A host of files" : "Replicate")
                .append(" answered ")
                .append(answer.statusCode())
                .append(" to ")
                .append(request.description());
        String said = said(answer);
        if (!said.isBlank()) {
            message.append(": ").append(Redaction.of(said, token));
        }
        if (answer.statusCode() == 404 && !request.encodedPath().isEmpty()) {
            // What was asked for is what is misspelt.
            message.append(message.toString().endsWith(".") ? "" : ".")
                    .append(" It was asked for ")
                    .append(Redaction.of(request.encodedPath(), token))
                    .append('.');
        }
        String advice = advice(answer);
        if (advice != null) {
            message.append(message.toString().endsWith(".") ? " " : ". ").append(advice);
        }
        return message.toString();
    }

    private static String said(ErrorResponse answer) {
        Problem problem = answer.problem();
        if (problem.title() == null && problem.detail() == null) {
            return answer.body();
        }
        if (problem.title() == null || problem.detail() == null) {
            return String.valueOf(problem.title() != null ? problem.title() : problem.detail());
        }
        return problem.title() + ": " + problem.detail();
    }

    private static @Nullable String advice(ErrorResponse answer) {
        int status = answer.statusCode();
        if (answer.operation().equals(Downloads.OPERATION)) {
            return ofFile(status);
        }
        if (status >= 300 && status < 400) {
            return "Redirects are not followed: check the base URL.";
        }
        return switch (status) {
            case 401 -> "Check the token: https://replicate.com/account/api-tokens lists yours.";
            case 402 -> "Trying again does not help: see https://replicate.com/account/billing.";
            case 404 -> notFound(answer.operation());
            case 422 ->
                said(answer).contains("Invalid version")
                        ? "Check the version, and that the token's account may see it; an official model runs as"
                                + " owner/name."
                        : null;
            default -> null;
        };
    }

    private static @Nullable String ofFile(int status) {
        if (status >= 300 && status < 400) {
            return "Redirects are not followed, for they may lead anywhere: url() says where the file was to be.";
        }
        return status == 404 ? "Replicate deletes files an hour after the prediction ended." : null;
    }

    private static @Nullable String notFound(String operation) {
        return switch (operation) {
            case "models.predictions.create" ->
                "Check the spelling. Only official models run as owner/name; any other runs by use(\"owner/name\"), or as"
                        + " owner/name:version.";
            case "files.download" ->
                "The file or the URL has expired, or owner, expiry and signature do not belong together.";
            default -> null;
        };
    }

    private static Problem problem(Exchange exchange) {
        Map<String, Object> fields;
        try {
            fields = Json.read(exchange.body(), Map.class);
        } catch (UnreadableJsonException ex) {
            return Problem.NONE;
        }
        return new Problem(
                text(fields.get("title")),
                fields.get("detail"),
                text(fields.get("type")),
                text(fields.get("instance")));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }
}
