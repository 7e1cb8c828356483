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

import io.github.replicate4j.error.ApiStatusException;
import io.micrometer.observation.Observation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What is known of one operation of the API, over all its attempts.
 */
public final class OperationObservationContext extends Observation.Context {

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");

    private final String operation;

    private final AtomicInteger attempts = new AtomicInteger();

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
        return this.attempts.get();
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
     * Returns how many requests Replicate would still have taken then.
     *
     * @return number of requests, or {@code null} if the answer does not say
     */
    public @Nullable Long getRateLimitRemaining() {
        return this.rateLimitRemaining;
    }

    /**
     * Tells whether the caller went away before there was an answer.
     *
     * @return whether it was broken off
     */
    public boolean isCancelled() {
        return this.cancelled;
    }

    /** Notes that the request is about to be sent, for the first time or again. Not meant for applications. */
    public void attempted() {
        this.attempts.incrementAndGet();
        this.status = null;
    }

    /**
     * Notes what an attempt was answered with. Not meant for applications.
     *
     * @param status HTTP status
     * @param headers headers of the answer
     */
    public void answered(int status, HttpHeaders headers) {
        this.status = status;
        String remaining = headers.getFirst("ratelimit-remaining");
        if (remaining != null && COUNT.matcher(remaining).matches()) {
            this.rateLimitRemaining = Long.parseLong(remaining);
        }
    }

    /**
     * Notes that an attempt failed, which may have been answered nevertheless. Not meant for applications.
     *
     * @param failure what it failed with
     */
    public void failed(Throwable failure) {
        if (failure instanceof ApiStatusException answer) {
            answered(answer.statusCode(), answer.headers());
        }
    }

    public void cancelled() {
        this.cancelled = true;
    }
}
