/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.autoconfigure.jdbc.DatabaseApplication;
import io.github.replicate4j.autoconfigure.jdbc.actuate.ReplicateCreatesEndpoint;
import io.github.replicate4j.autoconfigure.jdbc.actuate.ReplicateEndpoint;
import io.github.replicate4j.autoconfigure.jdbc.actuate.ReplicateEndpointAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.inbox.ReplicateSignalsAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournaledWebhookInbox;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The journal of an application that receives no webhooks. */
@ExtendWith(OutputCaptureExtension.class)
class ReplicateJournalAutoConfigurationTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static ReplicateEmulator emulator;

    private final String database = DatabaseApplication.newDatabase();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(DatabaseApplication.WITH_INBOX)
            .withConfiguration(AutoConfigurations.of(
                    ReplicateSignalsAutoConfiguration.class,
                    ReplicateJournalAutoConfiguration.class,
                    ReplicateReconcilerAutoConfiguration.class,
                    ReplicateEndpointAutoConfiguration.class))
            .withPropertyValues(
                    "spring.datasource.url=" + this.database,
                    "replicate.emulator.base-url=" + emulator.baseUrl(),
                    "replicate.reconcile.interval=100ms",
                    "replicate.journal.webhook-grace=100ms",
                    "management.endpoints.web.exposure.include=*");

    @BeforeAll
    static void startEmulator() {
        emulator = ReplicateEmulator.start();
        emulator.model("acme/painter")
                .official()
                .respond(script -> script.output("done").succeed());
    }

    @AfterAll
    static void stopEmulator() {
        emulator.close();
    }

    @Test
    void completionWithoutWebhookReachesListenersOnce() {
        this.runner.withUserConfiguration(Listener.class).run(context -> {
            Prediction created = context.getBean(Replicate.class)
                    .models()
                    .predictions()
                    .create("acme/painter", request -> request.input(Map.of()));

            Listener listener = context.getBean(Listener.class);
            DatabaseApplication.awaitChecks(
                    context, () -> assertThat(listener.ids).containsExactly(created.id()));
            assertThat(listener.sources).containsExactly(EventSource.RECONCILER);
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            // The listener may receive the completion before the journal records the state.
            await().atMost(TIMEOUT)
                    .untilAsserted(
                            () -> assertThat(jdbc.queryForList("select state from replicate_journal", String.class))
                                    .containsExactly("COMPLETED"));
        });
    }

    @Test
    void endpointShowsAndCancelsDurableCreates() {
        this.runner.withPropertyValues("replicate.submit.enabled=false").run(context -> {
            context.getBean(DurablePredictions.class)
                    .submitForModel("order-1", "acme/painter", request -> request.input(Map.of()));
            ReplicateCreatesEndpoint endpoint = context.getBean(ReplicateCreatesEndpoint.class);

            assertThat(endpoint.create(new String[] {"order-1"}, null))
                    .satisfies(create -> assertThat(create.state()).isEqualTo(CreateState.QUEUED));
            assertThat(endpoint.cancel(new String[] {"order-1"}, null))
                    .satisfies(create -> assertThat(create.state()).isEqualTo(CreateState.CANCELED));
            assertThat(endpoint.create(new String[] {"order-1"}, null))
                    .satisfies(create -> assertThat(create.state()).isEqualTo(CreateState.CANCELED));
            assertThat(endpoint.create(new String[] {"order-2"}, null)).isNull();
            assertThat(endpoint.cancel(new String[] {"order-2"}, null)).isNull();
        });
    }

    @Test
    void endpointDoesNotReportACompletedCreateAsCanceled() {
        this.runner.run(context -> {
            context.getBean(DurablePredictions.class)
                    .submitForModel("order-1", "acme/painter", request -> request.input(Map.of()));
            ReplicateCreatesEndpoint endpoint = context.getBean(ReplicateCreatesEndpoint.class);
            DatabaseApplication.awaitChecks(
                    context,
                    () -> assertThat(endpoint.create(new String[] {"order-1"}, null))
                            .satisfies(create -> assertThat(create.state()).isEqualTo(CreateState.COMPLETED)));

            assertThat(endpoint.cancel(new String[] {"order-1"}, null))
                    .satisfies(create -> assertThat(create.state()).isEqualTo(CreateState.COMPLETED));
        });
    }

    @Test
    void endpointReplaysParkedCompletions() {
        this.runner
                .withUserConfiguration(FailingOnce.class)
                .withPropertyValues("replicate.inbox.max-attempts=1")
                .run(context -> {
                    context.getBean(Replicate.class)
                            .models()
                            .predictions()
                            .create("acme/painter", request -> request.input(Map.of()));
                    ReplicateEndpoint endpoint = context.getBean(ReplicateEndpoint.class);
                    DatabaseApplication.awaitChecks(
                            context, () -> assertThat(endpoint.state().parked()).hasSize(1));

                    String key = endpoint.state().parked().get(0).key();
                    assertThat(endpoint.replay(key)).isEqualTo(new ReplicateEndpoint.Result("replayed"));

                    await().atMost(TIMEOUT)
                            .untilAsserted(() -> assertThat(context.getBean(FailingOnce.class).ids)
                                    .hasSize(2));
                    assertThat(endpoint.replay(key)).isEqualTo(new ReplicateEndpoint.Result("not_parked"));
                    assertThat(endpoint.discard(key)).isEqualTo(new ReplicateEndpoint.Result("not_parked"));
                });
    }

    @Test
    void missingColumnsOfTheJournalFailTheStartWithTheirNames() {
        this.runner.run(context ->
                context.getBean(JdbcTemplate.class).execute("alter table replicate_journal drop column failures"));
        this.runner.run(context -> assertThat(context.getStartupFailure())
                .hasStackTraceContaining("The table 'replicate_journal' lacks the column 'failures'"));
        this.runner
                .withBean("first", Replicate.class, () -> mock(Replicate.class))
                .withBean("second", Replicate.class, () -> mock(Replicate.class))
                .run(context -> assertThat(context.getStartupFailure())
                        .as("without a reconciler, completions change the journal as well")
                        .hasStackTraceContaining("The table 'replicate_journal' lacks the column 'failures'"));
    }

    @Test
    void theReconcilerIsClosedAlthoughDurablePredictionsFailToClose() {
        DurablePredictions predictions = mock(DurablePredictions.class);
        Reconciler reconciler = mock(Reconciler.class);
        doThrow(new IllegalStateException("Simulated")).when(predictions).close();
        this.runner
                .withBean(DurablePredictions.class, () -> predictions, bean -> bean.setDestroyMethodName(""))
                .withBean(Reconciler.class, () -> reconciler, bean -> bean.setDestroyMethodName(""))
                .run(context -> assertThat(context).hasNotFailed());
        verify(predictions).close();
        verify(reconciler).close();
    }

    @Test
    void journalIsDisabledByProperty() {
        this.runner
                .withPropertyValues("replicate.journal.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(JdbcWebhookInbox.class)
                        .doesNotHaveBean(JdbcCreateJournal.class)
                        .doesNotHaveBean(JournaledWebhookInbox.class)
                        .doesNotHaveBean(Reconciler.class)
                        .doesNotHaveBean(DurablePredictions.class));
    }

    @Test
    void noJournalWithAnInboxInMemory(CapturedOutput output) {
        this.runner
                .withPropertyValues("replicate.inbox.type=memory", "replicate.journal.enabled=true")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(JdbcCreateJournal.class));
        assertThat(output).containsOnlyOnce("'replicate.journal.enabled=true' has no effect");
    }

    @Test
    void noWarningIfTheJournalIsNotRequestedOrReplicateIsDisabledOrTheJournalIsUsed(CapturedOutput output) {
        this.runner
                .withPropertyValues("replicate.inbox.type=memory")
                .run(context -> assertThat(context).hasNotFailed());
        this.runner
                .withPropertyValues("replicate.inbox.type=memory", "replicate.journal.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
        this.runner
                .withPropertyValues(
                        "replicate.inbox.type=memory", "replicate.journal.enabled=true", "replicate.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
        this.runner.run(context -> assertThat(context).hasSingleBean(Reconciler.class));
        assertThat(output).doesNotContain("no effect").doesNotContain("no durable creates");
    }

    @Test
    void applicationWithAMockOfTheClientStarts() {
        this.runner
                .withBean("replicate", Replicate.class, () -> mock(Replicate.class))
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(DurablePredictions.class);
                    assertThat(context.getBean(Reconciler.class).reconcile().completed())
                            .isZero();
                });
    }

    @Test
    void applicationWithSeveralClientsStarts(CapturedOutput output) {
        this.runner
                .withBean("asyncReplicate", AsyncReplicate.class, () -> AsyncReplicate.create("r8_any"))
                .withBean("first", Replicate.class, () -> mock(Replicate.class))
                .withBean("second", Replicate.class, () -> mock(Replicate.class))
                .run(context -> {
                    assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean(Reconciler.class)
                            .doesNotHaveBean(DurablePredictions.class);
                    // Creates are not recorded, because nothing would settle or delete the records.
                    try (Replicate client =
                            context.getBean(ReplicateBuilder.class).build()) {
                        client.models().predictions().create("acme/painter", request -> request.input(Map.of()));
                    }
                    assertThat(context.getBean(JdbcTemplate.class).queryForList("select * from replicate_journal"))
                            .isEmpty();
                });
        assertThat(output).containsOnlyOnce("there are no durable creates").contains("@Primary");
    }

    @ParameterizedTest
    @CsvSource({"4, false, 5", "6, true, 7"})
    void warnsAboutAPoolThatTheWorkersCanExhaust(int size, boolean journal, int required, CapturedOutput output) {
        runWithPool(size, journal);
        assertThat(output)
                .containsOnlyOnce("The connection pool has at most " + size + " connections")
                .contains("Set the maximum size of the pool to at least " + required);
    }

    @ParameterizedTest
    @CsvSource({"5, false", "7, true"})
    void doesNotWarnAboutAPoolThatIsLargeEnough(int size, boolean journal, CapturedOutput output) {
        runWithPool(size, journal);
        assertThat(output).doesNotContain("The connection pool has at most");
    }

    private void runWithPool(int size, boolean journal) {
        this.runner
                .withPropertyValues(
                        "spring.datasource.hikari.maximum-pool-size=" + size, "replicate.journal.enabled=" + journal)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void completionsAreRememberedUntilTheJournalHasSettledTheirCreates() {
        this.runner
                .withPropertyValues(
                        "replicate.webhook.tolerance=1s",
                        "replicate.inbox.retention=62s",
                        "replicate.submit.enabled=false")
                .run(context -> {
                    JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
                    jdbc.update("insert into replicate_journal (id, client, task_type, origin, state, operation, path,"
                            + " fingerprint, input_fingerprint, task_id) values ('e1', 'other', 'PREDICTION', 'CREATE',"
                            + " 'RUNNING', 'any', '/any', '', '', 'p1')");
                    insertProcessed(jdbc, "p1");
                    insertProcessed(jdbc, "p2");

                    context.getBean(JdbcWebhookInbox.class).purge();

                    assertThat(jdbc.queryForList("select event_key from replicate_inbox", String.class))
                            .containsExactly("completed:p1");
                });
    }

    private static void insertProcessed(JdbcTemplate jdbc, String id) {
        jdbc.update("insert into replicate_inbox (event_key, task_type, source, webhook_id, state, due_at, received_at,"
                + " done_at) values ('completed:" + id + "', 'PREDICTION', 'WEBHOOK', 'm', 'DONE', null,"
                + " timestamp '2026-01-01 00:00:00', timestamp '2026-01-01 00:00:00')");
    }

    @Test
    void missingTableOfTheJournalFailsTheStart() {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(this.database, "sa", "");
        SharedDatabase.of(dataSource, new JdbcTransactionManager(dataSource)).createTables();
        new JdbcTemplate(dataSource).execute("drop table replicate_journal");
        this.runner
                .withPropertyValues("replicate.jdbc.initialize-schema=never")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("The table 'replicate_journal' does not exist"));
    }

    @Test
    void invalidValuesNameTheirProperty() {
        assertFailure("replicate.journal.client= ", "'replicate.journal.client' cannot be used");
        assertFailure("replicate.journal.retention=1s", "'replicate.journal.retention' cannot be used");
        assertFailure("replicate.journal.webhook-grace=0s", "'replicate.journal.webhook-grace' cannot be used");
        assertFailure("replicate.reconcile.interval=1ms", "'replicate.reconcile.interval' cannot be used");
        assertFailure("replicate.reconcile.max-age=1s", "'replicate.reconcile.max-age' cannot be used");
        assertFailure("replicate.submit.workers=0", "'replicate.submit.workers' cannot be used");
        assertFailure("replicate.submit.max-in-flight=-1", "'replicate.submit.max-in-flight' cannot be used");
        assertFailure("replicate.submit.poll-interval=1ms", "'replicate.submit.poll-interval' cannot be used");
    }

    private void assertFailure(String property, String message) {
        this.runner
                .withPropertyValues(property)
                .run(context -> assertThat(context.getStartupFailure()).hasStackTraceContaining(message));
    }

    @Configuration(proxyBeanMethods = false)
    static class Listener {

        final List<String> ids = new CopyOnWriteArrayList<>();

        final List<EventSource> sources = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PredictionCompletedEvent event) {
            this.ids.add(event.prediction().id());
            this.sources.add(event.source());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingOnce {

        final List<String> ids = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PredictionCompletedEvent event) {
            this.ids.add(event.prediction().id());
            if (this.ids.size() == 1) {
                throw new IllegalStateException("first call");
            }
        }
    }
}
