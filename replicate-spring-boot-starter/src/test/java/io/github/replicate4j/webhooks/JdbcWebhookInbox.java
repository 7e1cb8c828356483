/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class JdbcWebhookInbox implements WebhookInbox {

    private final JdbcClient jdbc;

    private final TransactionOperations transaction;

    JdbcWebhookInbox(JdbcClient jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public Outcome process(String key, Runnable work) {
        return this.transaction.execute(status -> {
            // Waits for another instance that has inserted the key and has not committed yet.
            int inserted = this.jdbc
                    .sql("insert into webhook_inbox values (?, current_timestamp) on conflict do nothing")
                    .param(key)
                    .update();
            if (inserted == 0) {
                return Outcome.DUPLICATE;
            }
            work.run();
            return Outcome.PROCESSED;
        });
    }
}
