/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.fault;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The responses that Replicate sends with a status, independent of the request.
 */
public final class ErrorResponses {

    private ErrorResponses() {}

    public static ApiResponse of(int status, @Nullable Duration retryAfter) {
        return switch (status) {
            case 400 -> ApiException.badJson("EOF").response();
            case 401 -> ApiException.unauthenticated().response();
            case 402 -> ApiResponse.problem(402, "Billing required", "You have run out of credit for this account");
            case 403 ->
                ApiException.forbidden("You do not have permission to perform this action")
                        .response();
            case 404 -> ApiException.notFound().response();
            case 409 -> ApiResponse.problem(409, "Conflict", "The request conflicts with the state of the resource");
            case 422 ->
                ApiException.unprocessable("- input: the value is invalid\n").response();
            case 429 -> throttled(retryAfter);
            case 500 -> ApiResponse.problem(500, null, "Internal server error");
            case 502 -> ApiResponse.problem(502, null, "Bad gateway");
            case 503 -> ApiResponse.problem(503, null, "Service unavailable");
            case 504 -> ApiResponse.problem(504, null, "Gateway timeout");
            default -> ApiResponse.problem(status, null, "A fault of the emulator set status " + status);
        };
    }

    /** Return a response with status 429, whose body contains the retry time if it is known. */
    public static ApiResponse throttled(@Nullable Duration retryAfter) {
        if (retryAfter == null) {
            return ApiResponse.problem(429, null, "Request was throttled.");
        }
        String seconds = seconds(retryAfter);
        return ApiResponse.problem(
                429,
                null,
                "Request was throttled. Your rate limit resets in ~" + seconds + "s.",
                Map.of("retry_after", new BigDecimal(seconds)));
    }

    static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
