/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import io.github.replicate4j.jdbc.inbox.InboxStatistics;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.inbox.ParkedCompletion;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows stored completions, and replays or discards those that were parked.
 *
 * @since 0.1.0
 */
@Endpoint(id = "replicate")
public class ReplicateEndpoint {

    private static final int MAX_PARKED = 100;

    private static final String NOT_PARKED = "not_parked";

    private final JdbcWebhookInbox inbox;

    /**
     * Create an endpoint.
     *
     * @param inbox the inbox
     */
    public ReplicateEndpoint(JdbcWebhookInbox inbox) {
        this.inbox = inbox;
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
     * Process a parked completion again.
     *
     * @param key key of the completion
     * @return {@code replayed} or {@code not_parked}
     */
    @WriteOperation
    public Result replay(@Selector String key) {
        return new Result(this.inbox.replay(key) ? "replayed" : NOT_PARKED);
    }

    /**
     * Discard a parked completion.
     *
     * @param key key of the completion
     * @return {@code discarded} or {@code not_parked}
     */
    @DeleteOperation
    public Result discard(@Selector String key) {
        return new Result(this.inbox.discard(key) ? "discarded" : NOT_PARKED);
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
