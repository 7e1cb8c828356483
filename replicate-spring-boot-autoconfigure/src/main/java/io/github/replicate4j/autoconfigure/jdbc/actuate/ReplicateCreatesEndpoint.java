/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.actuate;

import io.github.replicate4j.autoconfigure.clients.internal.ClientNames;
import io.github.replicate4j.jdbc.submit.DurablePrediction;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
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

    private final Supplier<Map<String, DurablePredictions>> clientPredictions;

    /**
     * Create an endpoint for the durable creates of one client.
     *
     * @param predictions the durable creates
     */
    public ReplicateCreatesEndpoint(DurablePredictions predictions) {
        this(predictions, Map::of);
    }

    /**
     * Create an endpoint for the durable creates of several clients.
     *
     * @param predictions the durable creates of the default client
     * @param clientPredictions returns the durable creates of the other clients, by their names
     */
    public ReplicateCreatesEndpoint(
            DurablePredictions predictions, Supplier<Map<String, DurablePredictions>> clientPredictions) {
        this.predictions = predictions;
        this.clientPredictions = clientPredictions;
    }

    /**
     * Return a durable create.
     *
     * @param key key of the create, whose parts are separated by slashes
     * @param client name of the client; {@code null} or {@code default} for the default one
     * @return the create, or {@code null} if there is none
     */
    @ReadOperation
    public @Nullable DurablePrediction create(
            @Selector(match = Match.ALL_REMAINING) String[] key, @Nullable String client) {
        return apply(key, client, DurablePredictions::find);
    }

    /**
     * Cancel a durable create. This has no effect on one that has failed or completed.
     *
     * @param key key of the create, whose parts are separated by slashes
     * @param client name of the client; {@code null} or {@code default} for the default one
     * @return the create in its state after the cancellation, or {@code null} if there is none
     */
    @DeleteOperation
    public @Nullable DurablePrediction cancel(
            @Selector(match = Match.ALL_REMAINING) String[] key, @Nullable String client) {
        return apply(key, client, DurablePredictions::cancel);
    }

    private @Nullable DurablePrediction apply(
            String[] key,
            @Nullable String client,
            BiFunction<DurablePredictions, String, Optional<DurablePrediction>> operation) {
        DurablePredictions predictions = client == null || client.equals(ClientNames.DEFAULT)
                ? this.predictions
                : this.clientPredictions.get().get(client);
        return predictions == null || key.length == 0
                ? null
                : operation.apply(predictions, String.join("/", key)).orElse(null);
    }
}
