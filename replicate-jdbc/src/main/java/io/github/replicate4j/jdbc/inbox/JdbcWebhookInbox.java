/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.webhooks.InMemoryWebhookInbox;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import io.github.replicate4j.webhooks.WebhookPublisher;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@link StoredWebhookInbox} in a database that all instances of an application share. A completion is stored before Replicate
 * receives a response, and listeners are called by a worker of any instance after that:
 *
 * <ul>
 *   <li>A worker reserves a completion for the time of the {@linkplain InboxSettings#lease() lease}. If its instance stops before
 *       listeners have returned, another instance processes the completion when the lease has expired.
 *   <li>Listeners are called in the transaction that marks the completion as done. Effects in the same database and transaction
 *       are committed exactly once. Other effects, such as mails, are repeated if the process ends before the commit. The
 *       transaction locks the completion, so no other instance calls listeners concurrently, even if they run for longer than the
 *       lease, unless the database has lost the connection of this instance.
 *   <li>If a listener fails, the transaction is rolled back. It is called again after 1 second and then after twice the previous
 *       delay, up to 5 minutes. After the {@linkplain InboxSettings#maxAttempts() last attempt}, the completion is parked until it
 *       is {@linkplain #replay replayed}. An attempt counts from its start, so a completion whose processing ends the process
 *       each time is also parked.
 *   <li>If there is an {@link OutputRetention}, the files of an output are stored before listeners are called, on threads of their
 *       own and outside of any transaction. The lease is renewed meanwhile. If they cannot be stored, this is retried like a listener
 *       that fails, with the same number of attempts.
 * </ul>
 *
 * <p>Listeners are called on threads of the inbox. Each of them uses a connection while its listeners run, so a connection pool
 * should have at least as many connections as there are workers, and some for other work.
 *
 * <p>Updates, which are not completions, are not stored. Their keys are kept in memory.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class JdbcWebhookInbox implements StoredWebhookInbox, AutoCloseable {

    private static final int MAX_KEY_LENGTH = 300;

    private static final int MAX_ENTRY_ID_LENGTH = 40;

    private final InMemoryWebhookInbox updates = new InMemoryWebhookInbox();

    private final InboxSettings settings;

    private final InboxTable table;

    private final InboxOperations operations;

    private final InboxDispatcher dispatcher;

    private final InboxObserver observer;

    private final @Nullable OutputStage outputStage;

    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

    private JdbcWebhookInbox(
            SharedDatabase database,
            WebhookPublisher publisher,
            InboxSettings settings,
            Collection<? extends InboxObserver> observers,
            @Nullable OutputRetention outputs) {
        Arguments.notNull("publisher", publisher);
        this.settings = Arguments.notNull("settings", settings);
        this.table = new InboxTable(Arguments.notNull("database", database), settings.payloadRetention());
        this.operations = new InboxOperations(database);
        this.observer = new InboxObservers(observers);
        this.dispatcher = new InboxDispatcher(
                settings,
                Stage.LISTENERS,
                this.table,
                new InboxMaintenance(settings, this.operations, outputs != null),
                outage -> new CompletionProcessor(
                        database,
                        this.table,
                        publisher,
                        new FailedAttempts(this.table, settings.maxAttempts(), outage, this.observer),
                        outputs,
                        this::wakeUpOutputs,
                        this.observer));
        this.outputStage = outputs == null
                ? null
                : new OutputStage(database, settings, outputs, this.observer, this.dispatcher::wakeUp);
    }

    /**
     * Create an inbox. It stores completions immediately, and processes them after {@link #start()}.
     *
     * @param database the database, in which the tables exist
     * @param publisher calls the listeners, on the calling thread
     * @param settings the settings
     * @return the inbox
     */
    public static JdbcWebhookInbox of(SharedDatabase database, WebhookPublisher publisher, InboxSettings settings) {
        return of(database, publisher, settings, List.of(), null);
    }

    /**
     * Create an inbox with observers, which can also store the files of outputs before listeners are called. It stores completions
     * immediately, and processes them after {@link #start()}.
     *
     * @param database the database, in which the tables exist
     * @param publisher calls the listeners, on the calling thread
     * @param settings the settings
     * @param observers observe what this instance does
     * @param outputs stores the files, or {@code null} if they are not stored
     * @return the inbox
     */
    public static JdbcWebhookInbox of(
            SharedDatabase database,
            WebhookPublisher publisher,
            InboxSettings settings,
            Collection<? extends InboxObserver> observers,
            @Nullable OutputRetention outputs) {
        return new JdbcWebhookInbox(database, publisher, settings, observers, outputs);
    }

    private void wakeUpOutputs() {
        if (this.outputStage != null) {
            this.outputStage.wakeUp();
        }
    }

    /**
     * Start to process completions. This returns immediately.
     *
     * @throws IllegalStateException if the inbox was started or closed before
     */
    public void start() {
        if (!this.state.compareAndSet(State.NEW, State.STARTED)) {
            throw new IllegalStateException("The inbox was started or closed before");
        }
        this.dispatcher.start();
        if (this.outputStage != null) {
            this.outputStage.start();
        }
    }

    @Override
    public Outcome process(String key, Runnable work) {
        return this.updates.process(key, work);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The completion is stored in a transaction of its own, even if the caller has one. This never waits for listeners.
     *
     * @throws IllegalArgumentException if the event is not a completion, or if its key or the id of the delivery is longer than
     *     300 characters
     */
    @Override
    public boolean store(String key, WebhookEvent event, byte[] body) {
        return store(key, event, body, null);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An entry id that is longer than 40 characters is ignored.
     */
    @Override
    public boolean store(String key, WebhookEvent event, byte[] body, @Nullable String entryId) {
        if (!event.subject().isTerminal()) {
            throw new IllegalArgumentException("event must be a completion");
        }
        checkLength("key", key);
        checkLength("webhookId", event.webhookId());
        StoredCompletion completion = new StoredCompletion(
                CompletionEvents.taskType(event),
                event.reference(),
                event.source(),
                event.webhookId(),
                event.receivedAt(),
                new String(body, StandardCharsets.UTF_8));
        boolean stored = this.table.store(
                key, completion, entryId == null || entryId.length() > MAX_ENTRY_ID_LENGTH ? null : entryId);
        if (stored) {
            this.dispatcher.wakeUp();
            this.observer.stored(event);
        }
        return stored;
    }

    private static void checkLength(String name, String value) {
        Arguments.notBlank(name, value);
        if (value.length() > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException(name + " must have at most " + MAX_KEY_LENGTH + " characters");
        }
    }

    /**
     * Return completions that are parked, oldest first.
     *
     * @param limit maximum number of completions, 1 or more
     * @return the completions, without their payloads
     */
    public List<ParkedCompletion> parked(int limit) {
        return this.operations.parked(Arguments.positive("limit", limit));
    }

    /**
     * Process a parked completion again, with the full number of attempts.
     *
     * @param key key of the completion
     * @return whether it was parked
     */
    public boolean replay(String key) {
        boolean replayed = this.operations.replay(Arguments.notBlank("key", key));
        if (replayed) {
            this.dispatcher.wakeUp();
        }
        return replayed;
    }

    /**
     * Process all parked completions again, with the full number of attempts.
     *
     * @return the number of completions
     */
    public int replayAll() {
        int replayed = this.operations.replayAll();
        if (replayed > 0) {
            this.dispatcher.wakeUp();
        }
        return replayed;
    }

    /**
     * Discard a parked completion: its payload is deleted, and further deliveries of it are duplicates.
     *
     * @param key key of the completion
     * @return whether it was parked
     */
    public boolean discard(String key) {
        return this.operations.discard(Arguments.notBlank("key", key));
    }

    /**
     * Return the number of pending and parked completions of all instances. This executes one query.
     *
     * @return the statistics
     */
    public InboxStatistics statistics() {
        return this.operations.statistics();
    }

    /**
     * Delete completions that were processed before the {@linkplain InboxSettings#retention() retention}, in transactions of up to
     * 1,000. The inbox does this hourly.
     */
    public void purge() {
        while (this.operations.purgeStep(this.settings.retention(), this.settings.journaled())) {
            // There may be more.
        }
    }

    /**
     * Stop processing completions. Listeners and downloads that run are interrupted after the
     * {@linkplain InboxSettings#shutdownTimeout() timeout}. Other completions that are reserved for this instance are released.
     * Storing completions still works.
     */
    @Override
    public void close() {
        if (this.state.getAndSet(State.CLOSED) == State.CLOSED) {
            return;
        }
        long deadline = System.nanoTime() + this.settings.shutdownTimeout().toNanos();
        if (this.outputStage != null) {
            this.outputStage.stop();
        }
        this.dispatcher.close(deadline);
        if (this.outputStage != null) {
            this.outputStage.close(deadline);
        }
    }

    private enum State {
        NEW,
        STARTED,
        CLOSED
    }
}
