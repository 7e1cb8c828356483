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

package io.github.replicate4j.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one operation of the API, over all its attempts.
 */
public final class OperationObservationContext extends Observation.Context {

    private final String operation;

    private volatile int attempts;

    private volatile @Nullable Integer status;

    private volatile @Nullable Long rateLimitRemaining;

    private volatile boolean cancelled;

    /**
     * Creates the context.
     *
     * @param operation name of the operation in the API's description, such as {@code predictions.create}
     */
    public OperationObservationContext(String operation) {
        this.operation = operation;
    }

    /**
     * Returns which operation it is.
     *
     * @return name in the API's description, such as {@code predictions.create}
     */
    public String getOperation() {
        return this.operation;
    }

    /**
     * Returns how often the request has been sent, or was about to be.
     *
     * @return 1 for a request that was not repeated
     */
    public int getAttempts() {
        return this.attempts;
    }

    /**
     * Sets how often the request has been sent.
     *
     * @param attempts from 1
     */
    public void setAttempts(int attempts) {
        this.attempts = attempts;
    }

    /**
     * Returns what the last attempt was answered with.
     *
     * @return HTTP status, or {@code null} if there was no answer
     */
    public @Nullable Integer getStatus() {
        return this.status;
    }

    /**
     * Sets what the last attempt was answered with.
     *
     * @param status HTTP status, or {@code null} if there is no answer as yet
     */
    public void setStatus(@Nullable Integer status) {
        this.status = status;
    }

    /**
     * Returns how many requests Replicate would still have taken then.
     *
     * @return number of requests, or {@code null} if the answer does not say
     */
    public @Nullable Long getRateLimitRemaining() {
        return this.rateLimitRemaining;
    }

    /**
     * Sets how many requests Replicate would still have taken.
     *
     * @param rateLimitRemaining number of requests
     */
    public void setRateLimitRemaining(long rateLimitRemaining) {
        this.rateLimitRemaining = rateLimitRemaining;
    }

    /**
     * Tells whether the caller went away before there was an answer.
     *
     * @return whether it was broken off
     */
    public boolean isCancelled() {
        return this.cancelled;
    }

    void cancelled() {
        this.cancelled = true;
    }
}
