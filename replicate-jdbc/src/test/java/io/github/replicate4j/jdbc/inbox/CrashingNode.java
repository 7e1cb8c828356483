/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Process that ends without any cleanup at a given step. Arguments: URL of the database and the step.
 */
final class CrashingNode {

    static final int EXIT_CODE = 137;

    /** Where the process ends. */
    enum Step {
        AFTER_INSERT,
        AFTER_CLAIM,
        IN_LISTENER,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private CrashingNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        Step step = Step.valueOf(arguments[1]);
        DataSource pool = TestDatabase.at(arguments[0]).node(3);
        SharedDatabase database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
        JdbcWebhookInbox inbox = JdbcWebhookInbox.of(
                database,
                event -> {
                    JdbcClient.create(pool)
                            .sql("insert into effects values (:id)")
                            .param("id", event.subject().id())
                            .update();
                    inListener(step);
                },
                InboxSettings.DEFAULT.with(settings -> settings.maxAttempts(2)));
        inbox.store(Completions.key("p1"), Completions.event("p1"), Completions.body("p1"));
        if (step == Step.AFTER_INSERT) {
            halt();
        }
        if (step == Step.AFTER_CLAIM) {
            int claims = new InboxTable(database, Duration.ZERO)
                    .claim(10, Duration.ofSeconds(30))
                    .size();
            Runtime.getRuntime().halt(claims == 1 ? EXIT_CODE : 1);
        }
        inbox.start();
        new CountDownLatch(1).await();
    }

    private static void inListener(Step step) {
        if (step == Step.IN_LISTENER) {
            halt();
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                if (step == Step.BEFORE_COMMIT) {
                    halt();
                }
            }

            @Override
            public void afterCommit() {
                halt();
            }
        });
    }

    private static void halt() {
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
