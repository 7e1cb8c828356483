/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.internal.journal.JournalEntries;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Inbox that records each stored completion in the journal of creates. The receiver of webhooks uses it in place of the inbox that
 * stores them.
 *
 * <p>The completion is committed first. If the process ends before the journal is updated, the reconciler finds the task again,
 * and the inbox does not store it a second time.
 *
 * @since 0.1.0
 */
public final class JournaledWebhookInbox implements StoredWebhookInbox {

    private static final Log logger = LogFactory.getLog(JournaledWebhookInbox.class);

    private final StoredWebhookInbox inbox;

    private final JdbcCreateJournal journal;

    /**
     * Create an inbox.
     *
     * @param inbox stores completions
     * @param journal journal of any client whose creates are in the database: a task has one id in all accounts
     */
    public JournaledWebhookInbox(StoredWebhookInbox inbox, JdbcCreateJournal journal) {
        this.inbox = Arguments.notNull("inbox", inbox);
        this.journal = Arguments.notNull("journal", journal);
    }

    /** Store a completion, and then complete its create, which is found by the id of the task or by the signed body. */
    @Override
    public boolean store(String key, WebhookEvent event, byte[] body) {
        boolean stored = this.inbox.store(key, event, body);
        record(event.subject());
        return stored;
    }

    @Override
    public boolean store(String key, WebhookEvent event, byte[] body, @Nullable String entryId) {
        boolean stored = this.inbox.store(key, event, body, entryId);
        record(event.subject());
        return stored;
    }

    /** The id of the entry must be signed, because another one would complete the create of another task. */
    private void record(LongRunningTask task) {
        try {
            this.journal.completed(task.id(), task.statusText(), JournalEntries.id(task));
        } catch (RuntimeException ex) {
            logger.warn("The completion of " + Redaction.of(task.id())
                    + " is stored, but could not be recorded in the journal; the reconciler does so later: "
                    + Redaction.ofMessage(ex));
        }
    }

    @Override
    public Outcome process(String key, Runnable work) {
        return this.inbox.process(key, work);
    }
}
