/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.jdbc.DatabaseApplication;
import io.github.replicate4j.autoconfigure.jdbc.ReplicateDataSource;
import io.github.replicate4j.autoconfigure.jdbc.ReplicateJdbcAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.ReplicateJdbcDatabaseInitializer;
import io.github.replicate4j.autoconfigure.jdbc.ReplicateTransactionManager;
import io.github.replicate4j.autoconfigure.jdbc.actuate.ReplicateInboxHealthContributorAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.actuate.ReplicateInboxHealthIndicator;
import io.github.replicate4j.autoconfigure.jdbc.metrics.ReplicateInboxMetricsAutoConfiguration;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxStatistics;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.signals.DatabaseSignals;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhooks.InMemoryWebhookInbox;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import io.github.replicate4j.webhooks.WebhookInbox;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class ReplicateInboxAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(DatabaseApplication.WITH_INBOX)
            .withPropertyValues(
                    "spring.datasource.url=" + DatabaseApplication.newDatabase(), "replicate.bearer-token=r8_test");

    @Test
    void storedCompletionReachesAListenerInATransaction() {
        this.runner.withUserConfiguration(Listener.class).run(context -> {
            store(context.getBean(StoredWebhookInbox.class), "p1");

            Listener listener = context.getBean(Listener.class);
            await().untilAsserted(() -> assertThat(listener.events).containsExactly("p1 in a transaction"));
            await().untilAsserted(() -> assertThat(
                            context.getBean(JdbcWebhookInbox.class).statistics())
                    .isEqualTo(new InboxStatistics(0, Duration.ZERO, 0)));
        });
    }

    @Test
    void webApplicationUsesTheStoredInbox() {
        new WebApplicationContextRunner()
                .withConfiguration(DatabaseApplication.WITH_INBOX)
                .withPropertyValues(
                        "spring.datasource.url=" + DatabaseApplication.newDatabase(), "replicate.bearer-token=r8_test")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(WebhookInbox.class)
                        .hasSingleBean(JdbcWebhookInbox.class));
    }

    @Test
    void inboxInMemoryByProperty() {
        new WebApplicationContextRunner()
                .withConfiguration(DatabaseApplication.WITH_INBOX)
                .withPropertyValues(
                        "spring.datasource.url=" + DatabaseApplication.newDatabase(),
                        "replicate.bearer-token=r8_test",
                        "replicate.inbox.type=memory")
                .run(context -> assertThat(context).hasSingleBean(InMemoryWebhookInbox.class));
    }

    @Test
    void inboxOfTheApplicationIsUsed() {
        WebhookInbox own = (key, work) -> WebhookInbox.Outcome.DUPLICATE;

        this.runner
                .withBean(WebhookInbox.class, () -> own)
                .run(context -> assertThat(context.getBean(WebhookInbox.class)).isSameAs(own));
    }

    @Test
    void nothingWithoutADataSource() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ReplicateAutoConfiguration.class,
                        ReplicateJdbcAutoConfiguration.class,
                        ReplicateInboxAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(SharedDatabase.class)
                        .doesNotHaveBean(WebhookInbox.class));
    }

    @Test
    void nothingIfReplicateIsDisabled() {
        this.runner
                .withPropertyValues("replicate.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(SharedDatabase.class)
                        .doesNotHaveBean(ReplicateJdbcDatabaseInitializer.class));
    }

    @Test
    void missingTableFailsTheStartWithTheScript() {
        this.runner
                .withPropertyValues("replicate.jdbc.initialize-schema=never")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("REPLICATE_INBOX"));
        this.runner
                .withPropertyValues("replicate.jdbc.initialize-schema=never")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(ReplicateConfigurationException.class.getName()
                                + ": The table 'replicate_inbox' does not exist in the database"));
    }

    @Test
    void missingColumnsFailTheStartWithTheirNames() {
        this.runner.run(context -> context.getBean(JdbcTemplate.class)
                .execute("alter table replicate_inbox drop column outputs, journal_id"));
        for (String initialize : List.of("never", "always")) {
            this.runner
                    .withPropertyValues("replicate.jdbc.initialize-schema=" + initialize)
                    .run(context -> assertThat(context.getStartupFailure())
                            .hasStackTraceContaining(ReplicateConfigurationException.class.getName()
                                    + ": The table 'replicate_inbox' lacks the columns 'journal_id', 'outputs'"));
        }
    }

    @Test
    void tablePrefixIsUsed() {
        this.runner
                .withPropertyValues("replicate.jdbc.initialize-schema=never", "replicate.jdbc.table-prefix=acme_")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("The table 'acme_inbox' does not exist"));
    }

    @Test
    void invalidValuesNameTheirProperty() {
        assertFailure("replicate.inbox.workers=0", "'replicate.inbox.workers' cannot be used");
        assertFailure("replicate.inbox.lease=1ms", "'replicate.inbox.lease' cannot be used");
        assertFailure("replicate.inbox.retention=10m", "'replicate.inbox.retention' cannot be used");
        assertFailure("replicate.jdbc.table-prefix=a-b", "'replicate.jdbc.table-prefix' cannot be used");
    }

    @Test
    void retentionCoversTheToleranceOfEachClient() {
        ApplicationContextRunner hour = this.runner.withPropertyValues("replicate.inbox.retention=1h");
        hour.withPropertyValues("replicate.clients.team-a.webhook.tolerance=29m")
                .run(context -> assertThat(context).hasNotFailed());
        hour.withPropertyValues("replicate.clients.team-a.webhook.tolerance=30m")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("'replicate.inbox.retention' cannot be used with"
                                + " 'replicate.clients.team-a.webhook.tolerance'"));
        hour.withPropertyValues("replicate.webhook.tolerance=30m", "replicate.clients.team-a.webhook.tolerance=29m")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(
                                "'replicate.inbox.retention' cannot be used with 'replicate.webhook.tolerance'"));
    }

    @Test
    void retentionIgnoresTheToleranceOfClientsWithoutWebhooks() {
        ApplicationContextRunner hour = this.runner.withPropertyValues(
                "replicate.inbox.retention=1h", "replicate.clients.team-a.webhook.tolerance=30m");
        hour.withPropertyValues("replicate.clients.team-a.webhook.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
        hour.withPropertyValues("replicate.webhook.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private void assertFailure(String property, String message) {
        this.runner
                .withPropertyValues(property)
                .run(context -> assertThat(context.getStartupFailure()).hasStackTraceContaining(message));
    }

    @Test
    void severalDataSourcesNeedAQualifier() {
        ApplicationContextRunner several = new ApplicationContextRunner()
                .withConfiguration(DatabaseApplication.WITH_INBOX)
                .withPropertyValues("replicate.bearer-token=r8_test");

        several.withUserConfiguration(TwoDataSources.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("The application has several DataSource beans")
                        .hasStackTraceContaining(ReplicateConfigurationException.class.getName()));
        several.withUserConfiguration(QualifiedDataSource.class).run(context -> {
            assertThat(context).hasNotFailed();
            JdbcTemplate second = new JdbcTemplate(context.getBean("second", DataSource.class));
            assertThat(second.queryForObject("select count(*) from replicate_inbox", Integer.class))
                    .isZero();
        });
    }

    @Test
    void healthShowsTheInboxAndIsDownWithoutItsTable() {
        this.runner
                .withConfiguration(AutoConfigurations.of(ReplicateInboxHealthContributorAutoConfiguration.class))
                .run(context -> {
                    ReplicateInboxHealthIndicator indicator = context.getBean(ReplicateInboxHealthIndicator.class);
                    assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
                    assertThat(indicator.health().getDetails())
                            .containsEntry("pending", 0L)
                            .containsEntry("parked", 0L)
                            .containsEntry("oldestPendingAge", Duration.ZERO);

                    context.getBean(JdbcTemplate.class).execute("drop table replicate_inbox");

                    assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
                });
    }

    @Test
    void metricsCountParkedCompletions() {
        this.runner
                .withConfiguration(AutoConfigurations.of(ReplicateInboxMetricsAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class)
                .withUserConfiguration(FailingListener.class)
                .withPropertyValues("replicate.inbox.max-attempts=1")
                .run(context -> {
                    JdbcWebhookInbox inbox = context.getBean(JdbcWebhookInbox.class);
                    store(inbox, "p1");
                    await().until(() -> inbox.statistics().parked() == 1);

                    SimpleMeterRegistry registry = context.getBean(SimpleMeterRegistry.class);
                    context.getBean(MeterBinder.class).bindTo(registry);

                    assertThat(registry.get("replicate.inbox.parked").gauge().value())
                            .isEqualTo(1);
                    assertThat(registry.get("replicate.inbox.pending").gauge().value())
                            .isZero();
                    assertThat(registry.get("replicate.inbox.events")
                                    .tags("source", "webhook", "outcome", "parked")
                                    .counter()
                                    .count())
                            .isEqualTo(1);
                    assertThat(registry.get("replicate.inbox.oldest")
                                    .timeGauge()
                                    .value())
                            .isZero();
                });
    }

    @Test
    void waitIsNotifiedOfACompletionThatAnotherInstanceHasReceived() {
        String database = "spring.datasource.url=" + DatabaseApplication.newDatabase();
        ApplicationContextRunner instance = this.runner
                .withConfiguration(AutoConfigurations.of(ReplicateSignalsAutoConfiguration.class))
                .withPropertyValues(database);
        instance.run(waiting -> instance.run(receiving -> {
            CompletableFuture<LongRunningTask> completion =
                    waiting.getBean(CompletionSignals.class).completion("p1").toFuture();

            store(receiving.getBean(StoredWebhookInbox.class), "p1");

            assertThat(completion)
                    .succeedsWithin(Duration.ofMinutes(1))
                    .satisfies(task -> assertThat(task.id()).isEqualTo("p1"));
        }));
    }

    @Test
    void noSignalsByProperty() {
        this.runner
                .withConfiguration(AutoConfigurations.of(ReplicateSignalsAutoConfiguration.class))
                .withPropertyValues("replicate.signals.transport=none")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DatabaseSignals.class));
    }

    @Test
    void notificationsNeedPostgres() {
        this.runner
                .withConfiguration(AutoConfigurations.of(ReplicateSignalsAutoConfiguration.class))
                .withPropertyValues("replicate.signals.transport=postgres-notify")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("'replicate.signals.transport' cannot be used: notifications need"
                                + " PostgreSQL, but the database is H2."));
    }

    private static void store(StoredWebhookInbox inbox, String id) {
        byte[] body = ("{\"id\":\"" + id + "\",\"status\":\"succeeded\",\"output\":\"done\"}")
                .getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        WebhookEvent event = WebhookEvent.of(new VerifiedWebhook("msg_" + id, now, body), null, now);
        assertThat(inbox.store("completed:" + id, event, body)).isTrue();
    }

    @Configuration(proxyBeanMethods = false)
    static class Listener {

        final List<String> events = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PredictionCompletedEvent event) {
            this.events.add(event.prediction().id()
                    + (TransactionSynchronizationManager.isActualTransactionActive()
                            ? " in a transaction"
                            : " without a transaction"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingListener {

        @EventListener
        void on(PredictionCompletedEvent event) {
            throw new IllegalStateException("failure of " + event.prediction().id());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {

        @Bean
        DataSource first() {
            return new DriverManagerDataSource(DatabaseApplication.newDatabase());
        }

        @Bean
        DataSource second() {
            return new DriverManagerDataSource(DatabaseApplication.newDatabase());
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource first) {
            return new JdbcTransactionManager(first);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class QualifiedDataSource {

        @Bean
        DataSource first() {
            return new DriverManagerDataSource(DatabaseApplication.newDatabase());
        }

        @Bean
        @ReplicateDataSource
        DataSource second() {
            return new DriverManagerDataSource(DatabaseApplication.newDatabase());
        }

        @Bean
        PlatformTransactionManager firstTransactionManager(DataSource first) {
            return new JdbcTransactionManager(first);
        }

        @Bean
        @ReplicateTransactionManager
        PlatformTransactionManager secondTransactionManager(@ReplicateDataSource DataSource second) {
            return new JdbcTransactionManager(second);
        }
    }
}
