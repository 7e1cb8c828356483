/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.problems;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.sample.InvalidPromptException;
import io.github.replicate4j.sample.deliveries.TooManyViewersException;
import io.github.replicate4j.sample.pictures.NoSuchPictureException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Maps exceptions to problem details, which pages show to the user.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidPrompt(InvalidPromptException ex) {
        return Problems.problem(HttpStatus.BAD_REQUEST, "Invalid prompt", String.valueOf(ex.getMessage()));
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> noSuchPicture(NoSuchPictureException ex, ServletWebRequest request) {
        if (sendErrorPage(request, HttpStatus.NOT_FOUND)) {
            return null;
        }
        return Problems.problem(HttpStatus.NOT_FOUND, "Picture not found", String.valueOf(ex.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyViewers(TooManyViewersException ex) {
        return Problems.later(RETRY_AFTER.toSeconds(), "Too many viewers", String.valueOf(ex.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> atReplicate(ReplicateException ex) {
        return Problems.of(ex);
    }

    /** Browsers show an HTML page, all other clients receive problem details. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception ex, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest servletRequest && sendErrorPage(servletRequest, status)) {
            return null;
        }
        return super.handleExceptionInternal(ex, body, headers, status, request);
    }

    private static boolean sendErrorPage(ServletWebRequest request, HttpStatusCode status) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        HttpServletResponse response = request.getResponse();
        if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE) || response == null) {
            return false;
        }
        try {
            response.sendError(status.value());
            return true;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail body = Problems.body(
                HttpStatus.CONTENT_TOO_LARGE,
                "Picture too large",
                "The picture is too large. Choose one of at most 10 MB.");
        return handleExceptionInternal(ex, body, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail body = Problems.body(
                HttpStatus.BAD_REQUEST, "Malformed request", "Send JSON such as {\"prompt\": \"a cat\"}.");
        return handleExceptionInternal(ex, body, headers, status, request);
    }
}
