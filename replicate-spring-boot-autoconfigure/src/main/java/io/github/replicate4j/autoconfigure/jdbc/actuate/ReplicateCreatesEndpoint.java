/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.actuate;

import io.github.replicate4j.jdbc.submit.DurablePrediction;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;

/**
 * {@link Endpoint @Endpoint} that shows and cancels durable creates.
 *
 * @since 0.1.0
 */
@Endpoint(id = "replicatecreates")
public class ReplicateCreatesEndpoint {

    private final DurablePredictions predictions;

    /**
     * Create an endpoint.
     *
     * @param predictions the durable creates
     */
    public ReplicateCreatesEndpoint(DurablePredictions predictions) {
        this.predictions = predictions;
    }

    /**
     * Return a durable create.
     *
     * @param key key of the create, whose parts are separated by slashes
     * @return the create, or {@code null} if there is none
     */
    @ReadOperation
    public @Nullable DurablePrediction create(@Selector(match = Match.ALL_REMAINING) String... key) {
        return key.length == 0
                ? null
                : this.predictions.find(String.join("/", key)).orElse(null);
    }

    /**
     * Cancel a durable create. This has no effect on one that has failed or completed.
     *
     * @param key key of the create, whose parts are separated by slashes
     * @return the create in its state after the cancellation, or {@code null} if there is none
     */
    @DeleteOperation
    public @Nullable DurablePrediction cancel(@Selector(match = Match.ALL_REMAINING) String... key) {
        return key.length == 0
                ? null
                : this.predictions.cancel(String.join("/", key)).orElse(null);
    }
}
