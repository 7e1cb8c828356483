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

package io.github.replicate4j.sample;

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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Says what went wrong, in words for whoever uses the application. The words of Replicate go to the log alone.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(10);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidPrompt(InvalidPromptException ex) {
        return problem(HttpStatus.BAD_REQUEST, "Invalid prompt", String.valueOf(ex.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchPicture(NoSuchPictureException ex) {
        return problem(HttpStatus.NOT_FOUND, "No such picture", String.valueOf(ex.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyViewers(TooManyViewersException ex) {
        return later(DEFAULT_RETRY_AFTER.toSeconds(), "Too many viewers", String.valueOf(ex.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missingToken(MissingTokenException ex) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "No API token",
                "Set the environment variable REPLICATE_API_TOKEN and start the application again. Tokens are made at"
                        + " https://replicate.com/account/api-tokens.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rateLimit(RateLimitException ex) {
        Duration given = ex.retryAfter();
        Duration wait = given != null ? given : DEFAULT_RETRY_AFTER;
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return later(
                seconds,
                "Too many requests",
                "Replicate takes no more requests right now. Try again in " + seconds + " s.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notFound(NotFoundException ex) {
        log(ex);
        return problem(
                HttpStatus.NOT_FOUND,
                "Not found at Replicate",
                "Replicate does not have it: the picture may be older than an hour, or sample.model may name a model that does not exist.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> authentication(AuthenticationException ex) {
        log(ex);
        return problem(
                HttpStatus.BAD_GATEWAY,
                "API token refused",
                "Replicate does not accept the API token. Check it at https://replicate.com/account/api-tokens.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> paymentRequired(PaymentRequiredException ex) {
        log(ex);
        return problem(
                HttpStatus.BAD_GATEWAY,
                "No credit",
                "The Replicate account has no credit. Add some at https://replicate.com/account/billing.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unprocessable(UnprocessableEntityException ex) {
        log(ex);
        return problem(
                HttpStatus.BAD_GATEWAY,
                "Order refused",
                "Replicate refused the order: the model may not take this prompt. Try another one.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> outcomeUnknown(OutcomeUnknownException ex) {
        log(ex);
        return problem(
                HttpStatus.BAD_GATEWAY,
                "Outcome unknown",
                "The order was sent, but no answer settles it: the picture may be made all the same. Look at"
                        + " https://replicate.com/predictions before you order it again.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> timeout(ApiTimeoutException ex) {
        log(ex);
        return problem(
                HttpStatus.GATEWAY_TIMEOUT, "No answer", "Replicate did not answer in time. Try again in a moment.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> connection(ApiConnectionException ex) {
        log(ex);
        return problem(HttpStatus.BAD_GATEWAY, "No connection", "Replicate cannot be reached. Try again in a moment.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> anyOther(ReplicateException ex) {
        log(ex);
        return problem(
                HttpStatus.BAD_GATEWAY, "Trouble at Replicate", "Replicate has a problem. Try again in a moment.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                ex,
                body(HttpStatus.BAD_REQUEST, "Unreadable request", "Send JSON: {\"prompt\": \"what to draw\"}."),
                headers,
                status,
                request);
    }

    private void log(ReplicateException ex) {
        this.logger.warn(ex.getMessage());
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String title, String detail) {
        return ResponseEntity.status(status).body(body(status, title, detail));
    }

    private static ResponseEntity<ProblemDetail> later(long seconds, String title, String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(body(HttpStatus.SERVICE_UNAVAILABLE, title, detail));
    }

    private static ProblemDetail body(HttpStatus status, String title, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setTitle(title);
        return body;
    }
}
