/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

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
 * Maps an error response to the exception for its status.
 *
 * @param server name of the server in error messages
 * @param operation the API operation
 * @param description the operation with its subject, for error messages
 * @param path encoded path that was requested, or an empty string if it must not be shown
 * @param token the API token that was sent, to be redacted, or {@code null}
 */
public record ErrorResponseMapper(
        String server,
        String operation,
        String description,
        String path,
        @Nullable String token) {

    /** The operation of a download of a file that a model created. */
    public static final String FILE_DOWNLOAD = "file download";

    /** Create a mapper for a request that is sent without the API token to a URL that must not be shown. */
    public static ErrorResponseMapper withoutToken(String operation) {
        String server = operation.equals(FILE_DOWNLOAD) ? "The file server" : "Replicate";
        return new ErrorResponseMapper(server, operation, operation, "", null);
    }

    /** Map a response. */
    public ApiStatusException map(Exchange exchange) {
        int status = exchange.statusCode();
        Problem problem = problem(exchange);
        ErrorResponse response =
                new ErrorResponse(this.operation, status, exchange.headers(), exchange.text(), problem);
        String message = message(response);
        return switch (status) {
            case 400 -> new BadRequestException(message, response);
            case 401 -> new AuthenticationException(message, response);
            case 402 -> new PaymentRequiredException(message, response);
            case 403 -> new PermissionDeniedException(message, response);
            case 404 -> new NotFoundException(message, response);
            case 409 -> new ConflictException(message, response);
            case 422 -> new UnprocessableEntityException(message, response);
            case 429 -> {
                Duration retryAfter = RetryAfter.of(exchange.headers(), response.body(), Instant.now());
                yield new RateLimitException(message, response, retryAfter);
            }
            default ->
                status >= 500
                        ? new InternalServerException(message, response)
                        : new ApiStatusException(message, response);
        };
    }

    private String message(ErrorResponse response) {
        StringBuilder message = new StringBuilder(this.server)
                .append(" responded ")
                .append(response.statusCode())
                .append(" to ")
                .append(this.description);
        String reason = reason(response);
        if (!reason.isBlank()) {
            message.append(": ").append(Redaction.of(reason, this.token));
        }
        if (response.statusCode() == 404 && !this.path.isEmpty()) {
            // The path shows a misspelled name.
            message.append(message.toString().endsWith(".") ? "" : ".")
                    .append(" The requested path was ")
                    .append(Redaction.of(this.path, this.token))
                    .append('.');
        }
        String advice = advice(response.statusCode(), reason);
        if (advice != null) {
            message.append(message.toString().endsWith(".") ? " " : ". ").append(advice);
        }
        return message.toString();
    }

    private static String reason(ErrorResponse response) {
        Problem problem = response.problem();
        if (problem.title() == null && problem.detail() == null) {
            return response.body();
        }
        if (problem.title() == null || problem.detail() == null) {
            return String.valueOf(problem.title() != null ? problem.title() : problem.detail());
        }
        return problem.title() + ": " + problem.detail();
    }

    private @Nullable String advice(int status, String reason) {
        boolean redirect = status >= 300 && status < 400;
        if (this.operation.equals(FILE_DOWNLOAD)) {
            if (redirect) {
                return "Redirects are not followed, because they may lead to any host: url() returns the URL of the file.";
            }
            return status == 404 ? "Replicate deletes files an hour after the prediction completes." : null;
        }
        if (redirect) {
            return "Redirects are not followed: check the base URL.";
        }
        return switch (status) {
            case 401 ->
                this.token != null
                        ? "Check the API token: https://replicate.com/account/api-tokens lists your tokens."
                        : null;
            case 402 -> "Retrying does not help: see https://replicate.com/account/billing.";
            case 404 -> notFoundAdvice();
            case 422 ->
                reason.contains("Invalid version")
                        ? "Check the version, and that the account of the token has access to it; an official model runs"
                                + " as owner/name."
                        : null;
            default -> null;
        };
    }

    private @Nullable String notFoundAdvice() {
        return switch (this.operation) {
            case "models.predictions.create" ->
                "Check the spelling. Only official models run as owner/name; run any other model with"
                        + " use(\"owner/name\") or as owner/name:version.";
            case "files.download" -> "The file or the URL has expired, or owner, expiry and signature do not match.";
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

    /** Return a description without the token. */
    @Override
    public String toString() {
        return "ErrorResponseMapper[" + this.operation + "]";
    }
}
