/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
