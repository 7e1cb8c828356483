/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * Ends the processing of a request with an error response.
 */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiResponse response;

    public ApiException(ApiResponse response) {
        // Without a stack trace, which would be useless for an invalid request.
        super("Response with status " + response.status(), null, false, false);
        this.response = response;
    }

    public static ApiException badJson(String reason) {
        return new ApiException(ApiResponse.problem(400, null, "Failed to parse request body as JSON: " + reason));
    }

    public static ApiException unauthenticated() {
        return new ApiException(
                ApiResponse.problem(401, "Unauthenticated", "You did not pass a valid authentication token"));
    }

    public static ApiException forbidden(String detail) {
        return new ApiException(ApiResponse.problem(403, "Forbidden", detail));
    }

    /** Create an exception for a request that is not allowed in the current state. */
    public static ApiException notAllowed(String detail) {
        return new ApiException(ApiResponse.problem(400, "Not allowed", detail));
    }

    public static ApiException notFound() {
        return notFound("The requested resource could not be found.");
    }

    public static ApiException notFound(String detail) {
        return new ApiException(ApiResponse.problem(404, "Not found", detail));
    }

    /** Return the value, or throw an exception with status 404 if it is null. */
    public static <T> T requireFound(@Nullable T value) {
        if (value == null) {
            throw notFound();
        }
        return value;
    }

    public static ApiException unprocessable(String detail) {
        return new ApiException(ApiResponse.problem(422, "Input validation failed", detail));
    }

    public static ApiException invalidVersion() {
        return new ApiException(ApiResponse.problem(
                422,
                "Invalid version or not permitted",
                "The specified version does not exist (or perhaps you don't have permission to use it?)"));
    }

    public ApiResponse response() {
        return this.response;
    }
}
