/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.problems;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.MissingTokenException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.PaymentRequiredException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.error.UnprocessableEntityException;
import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Maps client exceptions to problem details for the user. Error messages of Replicate are only logged.
 *
 * @since 0.1.0
 */
public final class Problems {

    private static final Log logger = LogFactory.getLog(Problems.class);

    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(10);

    private Problems() {}

    /**
     * Return the response for a failed call.
     *
     * @param failure exception thrown by the client
     * @return response with problem details
     */
    public static ResponseEntity<ProblemDetail> of(ReplicateException failure) {
        if (failure instanceof MissingTokenException) {
            return problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "No API token",
                    "Set the environment variable REPLICATE_API_TOKEN and restart the application. Create a token at"
                            + " https://replicate.com/account/api-tokens.");
        }
        if (failure instanceof RateLimitException limited) {
            return limited(limited);
        }
        logger.warn(failure.getMessage());
        return atReplicate(failure);
    }

    /**
     * Return a description of a failure, for responses that have already started. If the client did not throw the exception,
     * the description is generic, and the exception is logged.
     *
     * @param failure any exception
     * @return text for the user
     */
    public static String detail(Throwable failure) {
        if (!(failure instanceof ReplicateException clientFailure)) {
            logger.error("A streamed response failed after it had started", failure);
            return "The application has failed. Its log contains the reason.";
        }
        ProblemDetail body = of(clientFailure).getBody();
        return body == null || body.getDetail() == null ? "The request failed." : body.getDetail();
    }

    private static ResponseEntity<ProblemDetail> limited(RateLimitException limited) {
        Duration given = limited.retryAfter();
        Duration wait = given != null ? given : DEFAULT_RETRY_AFTER;
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return later(
                seconds, "Too many requests", "Replicate's rate limit is exceeded. Try again in " + seconds + " s.");
    }

    private static ResponseEntity<ProblemDetail> atReplicate(ReplicateException failure) {
        if (failure instanceof NotFoundException) {
            return problem(
                    HttpStatus.NOT_FOUND,
                    "Not found",
                    "Replicate did not find the model. Check sample.model, sample.edit-model and"
                            + " spring.ai.replicate.chat.model.");
        }
        if (failure instanceof AuthenticationException) {
            return problem(
                    HttpStatus.BAD_GATEWAY,
                    "API token rejected",
                    "Replicate rejected the API token. Check it at https://replicate.com/account/api-tokens.");
        }
        if (failure instanceof PaymentRequiredException) {
            return problem(
                    HttpStatus.BAD_GATEWAY,
                    "No credit",
                    "The Replicate account has no credit. Add some at https://replicate.com/account/billing.");
        }
        if (failure instanceof UnprocessableEntityException) {
            return problem(
                    HttpStatus.BAD_GATEWAY,
                    "Request rejected",
                    "Replicate rejected the request. The model may not accept this prompt: try another one.");
        }
        if (failure instanceof OutcomeUnknownException) {
            return problem(
                    HttpStatus.BAD_GATEWAY,
                    "Outcome unknown",
                    "The request was sent, but its outcome is unknown: the model may still run. Check"
                            + " https://replicate.com/predictions before you try again.");
        }
        if (failure instanceof ApiTimeoutException) {
            return problem(
                    HttpStatus.GATEWAY_TIMEOUT, "Timeout", "Replicate did not respond in time. Try again in a moment.");
        }
        if (failure instanceof ApiConnectionException) {
            return problem(
                    HttpStatus.BAD_GATEWAY, "No connection", "Replicate cannot be reached. Try again in a moment.");
        }
        return problem(
                HttpStatus.BAD_GATEWAY, "Replicate error", "Replicate returned an error. Try again in a moment.");
    }

    static ResponseEntity<ProblemDetail> problem(HttpStatus status, String title, String detail) {
        return ResponseEntity.status(status).body(body(status, title, detail));
    }

    static ResponseEntity<ProblemDetail> later(long seconds, String title, String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(body(HttpStatus.SERVICE_UNAVAILABLE, title, detail));
    }

    static ProblemDetail body(HttpStatus status, String title, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setTitle(title);
        return body;
    }
}
