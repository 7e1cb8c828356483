/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.inbox.ReplicateInboxAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.inbox.ReplicateOutputsAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Parts of an application with a database. */
public final class DatabaseApplication {

    /** Configurations of an application that stores completions. */
    public static final AutoConfigurations WITH_INBOX = AutoConfigurations.of(
            DataSourceAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            TransactionAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class,
            ReplicateAutoConfiguration.class,
            ReplicateWebhookAutoConfiguration.class,
            ReplicateWebhookEndpointAutoConfiguration.class,
            ReplicateJdbcAutoConfiguration.class,
            ReplicateOutputsAutoConfiguration.class,
            ReplicateInboxAutoConfiguration.class);

    private DatabaseApplication() {}

    /** Return the URL of a new database. */
    public static String newDatabase() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    /** Wait for the effects of checks of running creates, of which the first would be due after 10 seconds. */
    public static void awaitChecks(ApplicationContext context, ThrowingRunnable assertion) {
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            jdbc.update("update replicate_journal set due_at = current_timestamp where state = 'RUNNING'");
            assertion.run();
        });
    }
}
