/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.observation;

import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.internal.support.Ascii;
import io.micrometer.observation.Observation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The context of an observation of one API operation, over all of its attempts.
 *
 * @since 0.1.0
 */
public final class OperationObservationContext extends Observation.Context {

    private static final int MAX_DIGITS = 15;

    private final String operation;

    private final AtomicInteger attempts = new AtomicInteger();

    private volatile @Nullable Integer status;

    private volatile @Nullable Long rateLimitRemaining;

    private volatile boolean cancelled;

    /**
     * Create a context.
     *
     * @param operation the API operation, such as {@code predictions.create}
     */
    public OperationObservationContext(String operation) {
        this.operation = operation;
    }

    /**
     * Return the API operation.
     *
     * @return its name, such as {@code predictions.create}
     */
    public String getOperation() {
        return this.operation;
    }

    /**
     * Return the number of attempts, including one that has started but has not been sent yet.
     *
     * @return 1 for a request that was not retried
     */
    public int getAttempts() {
        return this.attempts.get();
    }

    /**
     * Return the status of the last attempt.
     *
     * @return HTTP status, or {@code null} if there was no response
     */
    public @Nullable Integer getStatus() {
        return this.status;
    }

    /**
     * Return the number of further requests that the rate limit allowed at the time of the last response.
     *
     * @return the {@code ratelimit-remaining} header, or {@code null} if no response contained it
     */
    public @Nullable Long getRateLimitRemaining() {
        return this.rateLimitRemaining;
    }

    /**
     * Return whether the caller cancelled before the operation completed.
     *
     * @return whether the operation was cancelled
     */
    public boolean isCancelled() {
        return this.cancelled;
    }

    /** Record the start of an attempt. Called by the client. */
    public void attemptStarted() {
        this.attempts.incrementAndGet();
        this.status = null;
    }

    /**
     * Record the response to an attempt. Called by the client.
     *
     * @param status HTTP status
     * @param headers headers of the response
     */
    public void responseReceived(int status, HttpHeaders headers) {
        this.status = status;
        String remaining = headers.getFirst("ratelimit-remaining");
        if (remaining != null && Ascii.consistsOf(remaining, 1, MAX_DIGITS, Ascii::isDigit)) {
            this.rateLimitRemaining = Long.parseLong(remaining);
        }
    }

    /**
     * Record the failure of an attempt. Called by the client.
     *
     * @param failure an {@link ApiStatusException} for an error response, a {@link CancellationException} if the caller
     *     cancelled, or any other failure
     */
    public void attemptFailed(Throwable failure) {
        if (failure instanceof ApiStatusException response) {
            responseReceived(response.statusCode(), response.headers());
        } else if (failure instanceof CancellationException) {
            this.cancelled = true;
        }
    }
}
