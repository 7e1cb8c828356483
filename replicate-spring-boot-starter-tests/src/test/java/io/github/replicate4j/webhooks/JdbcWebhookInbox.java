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
        this.jdbc
                .sql("insert into webhook_inbox (inbox_key) values (?) on conflict do nothing")
                .param(key)
                .update();
        return this.transaction.execute(status -> {
            if (!lock(key)) {
                return isProcessed(key) ? Outcome.DUPLICATE : Outcome.IN_PROGRESS;
            }
            work.run();
            this.jdbc
                    .sql("update webhook_inbox set processed_at = current_timestamp where inbox_key = ?")
                    .param(key)
                    .update();
            return Outcome.PROCESSED;
        });
    }

    /** Does not wait for the transaction of another delivery, which would occupy a connection. */
    private boolean lock(String key) {
        return this.jdbc
                .sql("select inbox_key from webhook_inbox where inbox_key = ? and processed_at is null"
                        + " for update skip locked")
                .param(key)
                .query(String.class)
                .optional()
                .isPresent();
    }

    private boolean isProcessed(String key) {
        return this.jdbc
                .sql("select inbox_key from webhook_inbox where inbox_key = ? and processed_at is not null")
                .param(key)
                .query(String.class)
                .optional()
                .isPresent();
    }
}
