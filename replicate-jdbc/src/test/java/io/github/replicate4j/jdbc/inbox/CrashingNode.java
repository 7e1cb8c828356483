/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Process that stops the processing of several completions, each at another step, and then ends without any cleanup. Arguments: URL
 * of the database and the steps. The id of a completion is the name of its step.
 */
final class CrashingNode {

    static final int EXIT_CODE = 137;

    /** Where the processing of a completion stops. */
    enum Step {
        AFTER_INSERT,
        AFTER_CLAIM,
        IN_LISTENER,
        IN_LISTENER_AGAIN,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private CrashingNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        Set<Step> steps = Arrays.stream(arguments)
                .skip(1)
                .map(Step::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Step.class)));
        Set<Step> processed = EnumSet.copyOf(steps);
        processed.removeAll(EnumSet.of(Step.AFTER_INSERT, Step.AFTER_CLAIM));
        CountDownLatch stopped = new CountDownLatch(processed.size());
        DataSource pool = TestDatabase.at(arguments[0]).node(processed.size() + 3);
        SharedDatabase database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
        JdbcWebhookInbox inbox = JdbcWebhookInbox.of(
                database,
                event -> {
                    String id = event.subject().id();
                    JdbcClient.create(pool)
                            .sql("insert into effects values (:id)")
                            .param("id", id)
                            .update();
                    stopAt(Step.valueOf(id), stopped);
                },
                InboxSettings.DEFAULT.with(settings -> settings.maxAttempts(2).workers(processed.size())));
        processed.forEach(step -> store(inbox, step));
        inbox.start();
        stopped.await();
        // All workers are occupied, so that the inbox claims nothing more.
        if (steps.contains(Step.AFTER_CLAIM)) {
            store(inbox, Step.AFTER_CLAIM);
            if (new InboxTable(database, Duration.ZERO)
                            .claim(10, Duration.ofSeconds(30))
                            .size()
                    != 1) {
                Runtime.getRuntime().halt(1);
            }
        }
        if (steps.contains(Step.AFTER_INSERT)) {
            store(inbox, Step.AFTER_INSERT);
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    private static void store(JdbcWebhookInbox inbox, Step step) {
        String id = step.name();
        inbox.store(Completions.key(id), Completions.event(id), Completions.body(id));
    }

    private static void stopAt(Step step, CountDownLatch stopped) {
        if (step == Step.IN_LISTENER || step == Step.IN_LISTENER_AGAIN) {
            stop(stopped);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                if (step == Step.BEFORE_COMMIT) {
                    stop(stopped);
                }
            }

            @Override
            public void afterCommit() {
                stop(stopped);
            }
        });
    }

    /** Stop this thread until the process ends. */
    private static void stop(CountDownLatch stopped) {
        stopped.countDown();
        while (true) {
            LockSupport.park();
        }
    }
}
