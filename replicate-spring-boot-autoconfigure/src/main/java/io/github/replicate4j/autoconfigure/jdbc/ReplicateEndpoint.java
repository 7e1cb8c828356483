/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import io.github.replicate4j.jdbc.inbox.InboxStatistics;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.inbox.ParkedCompletion;
import io.github.replicate4j.jdbc.submit.DurablePrediction;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows stored completions and durable creates, and changes them.
 *
 * @since 0.1.0
 */
@Endpoint(id = "replicate")
public class ReplicateEndpoint {

    private static final int MAX_PARKED = 100;

    private final JdbcWebhookInbox inbox;

    private final @Nullable DurablePredictions predictions;

    /**
     * Create an endpoint.
     *
     * @param inbox the inbox
     * @param predictions the durable creates, or {@code null} if creates are not recorded
     */
    public ReplicateEndpoint(JdbcWebhookInbox inbox, @Nullable DurablePredictions predictions) {
        this.inbox = inbox;
        this.predictions = predictions;
    }

    /**
     * Return the state of the inbox.
     *
     * @return the state, with up to 100 parked completions, oldest first
     */
    @ReadOperation
    public Inbox inbox() {
        return new Inbox(this.inbox.statistics(), this.inbox.parked(MAX_PARKED));
    }

    /**
     * Return a durable create.
     *
     * @param key key of the create
     * @return the create, or {@code null} if there is none
     */
    @ReadOperation
    public @Nullable DurablePrediction create(@Selector String key) {
        return this.predictions == null ? null : this.predictions.find(key).orElse(null);
    }

    /**
     * Process a parked completion again.
     *
     * @param key key of the completion
     * @return the result, or {@code null} if the completion is not parked
     */
    @WriteOperation
    public @Nullable Result replay(@Selector String key) {
        return this.inbox.replay(key) ? new Result("replayed") : null;
    }

    /**
     * Discard a parked completion, or cancel a durable create.
     *
     * @param key key of the completion, or of the create
     * @return the result, or {@code null} if there is neither
     */
    @DeleteOperation
    public @Nullable Result delete(@Selector String key) {
        if (this.inbox.discard(key)) {
            return new Result("discarded");
        }
        return this.predictions != null && this.predictions.cancel(key).isPresent() ? new Result("canceled") : null;
    }

    /**
     * State of the inbox.
     *
     * @param statistics number of completions
     * @param parked completions that were parked
     * @since 0.1.0
     */
    public record Inbox(InboxStatistics statistics, List<ParkedCompletion> parked) {}

    /**
     * Result of a change.
     *
     * @param result what was done
     * @since 0.1.0
     */
    public record Result(String result) {}
}
