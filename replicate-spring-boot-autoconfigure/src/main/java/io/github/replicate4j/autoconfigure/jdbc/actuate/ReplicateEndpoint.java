/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.actuate;

import io.github.replicate4j.jdbc.inbox.InboxStatistics;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.inbox.ParkedCompletion;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows the inbox and the journal, and replays or discards completions that were parked.
 *
 * @since 0.1.0
 */
@Endpoint(id = "replicate")
public class ReplicateEndpoint {

    private static final int MAX_PARKED = 100;

    private static final String NOT_PARKED = "not_parked";

    private final JdbcWebhookInbox inbox;

    private final @Nullable JdbcCreateJournal journal;

    private final Supplier<Map<String, JdbcCreateJournal>> clientJournals;

    /**
     * Create an endpoint for the journal of one client.
     *
     * @param inbox the inbox
     * @param journal the journal of creates, or {@code null} if there is none
     */
    public ReplicateEndpoint(JdbcWebhookInbox inbox, @Nullable JdbcCreateJournal journal) {
        this(inbox, journal, Map::of);
    }

    /**
     * Create an endpoint for the journals of several clients.
     *
     * @param inbox the inbox
     * @param journal the journal of creates of the default client, or {@code null} if there is none
     * @param clientJournals returns the journals of the other clients, by their names
     */
    public ReplicateEndpoint(
            JdbcWebhookInbox inbox,
            @Nullable JdbcCreateJournal journal,
            Supplier<Map<String, JdbcCreateJournal>> clientJournals) {
        this.inbox = inbox;
        this.journal = journal;
        this.clientJournals = clientJournals;
    }

    /**
     * Return the state of the inbox and the journal.
     *
     * @return the state, with up to 100 parked completions, oldest first
     */
    @ReadOperation
    public State state() {
        return new State(
                this.inbox.statistics(),
                this.inbox.parked(MAX_PARKED),
                this.journal == null ? null : this.journal.countsByState(),
                clientStates());
    }

    private @Nullable Map<String, Map<CreateState, Long>> clientStates() {
        Map<String, Map<CreateState, Long>> states = new TreeMap<>();
        this.clientJournals.get().forEach((client, journal) -> states.put(client, journal.countsByState()));
        return states.isEmpty() ? null : states;
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
     * State of the inbox and the journal.
     *
     * @param inbox number of completions
     * @param parked completions that were parked
     * @param journal number of creates of the default client by their state, or {@code null} without a journal
     * @param clientJournals number of creates of each other client by their state, or {@code null} if there is no other journal
     * @since 0.1.0
     */
    public record State(
            InboxStatistics inbox,
            List<ParkedCompletion> parked,
            @Nullable Map<CreateState, Long> journal,
            @Nullable Map<String, Map<CreateState, Long>> clientJournals) {}

    /**
     * Result of a change.
     *
     * @param result what was done
     * @since 0.1.0
     */
    public record Result(String result) {}
}
