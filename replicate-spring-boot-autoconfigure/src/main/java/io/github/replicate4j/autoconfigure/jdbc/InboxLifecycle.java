/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Starts the inbox when the beans of the application exist, and stops it before the clients, which listeners may use.
 */
final class InboxLifecycle implements SmartLifecycle {

    /** Higher phases stop first: after a web server, which stores completions, and before the clients. */
    private static final int PHASE = 2048;

    private final JdbcWebhookInbox inbox;

    private final SharedDatabase database;

    private volatile boolean running;

    InboxLifecycle(JdbcWebhookInbox inbox, SharedDatabase database) {
        this.inbox = inbox;
        this.database = database;
    }

    @Override
    public void start() {
        checkTable();
        this.inbox.start();
        this.running = true;
    }

    private void checkTable() {
        try {
            this.inbox.statistics();
        } catch (BadSqlGrammarException ex) {
            throw MissingTables.failure(this.database, "inbox", ex);
        }
    }

    @Override
    public void stop() {
        this.running = false;
        this.inbox.close();
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
