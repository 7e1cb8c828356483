/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.journal.ResendPolicy;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Process that sends queued creates and reconciles until it is killed. Arguments: URLs of the database and of the API. */
final class SubmittingNode {

    private SubmittingNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        DataSource pool = TestDatabase.at(arguments[0]).node(8);
        SharedDatabase database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
        JournalNode node = new JournalNode(
                database,
                URI.create(arguments[1]),
                JournalSettings.DEFAULT,
                settings -> settings.resend(ResendPolicy.WHEN_ABSENT).interval(Duration.ofMillis(500)));
        node.reconciler.start();
        DurablePredictions predictions =
                DurablePredictions.builder(node.journal, node.client).build();
        predictions.start();
        new CountDownLatch(1).await();
    }
}
