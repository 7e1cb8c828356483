/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.clients.ReplicateClientsAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.DatabaseApplication;
import io.github.replicate4j.autoconfigure.jdbc.inbox.ReplicateSignalsAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.metrics.ReplicateJournalMetricsAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.github.replicate4j.predictions.Prediction;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;

/** Journals of an application with several clients, which receives no webhooks. */
@ExtendWith(OutputCaptureExtension.class)
class ReplicateClientJournalsAutoConfigurationTests {

    private static ReplicateEmulator main;

    private static ReplicateEmulator teamA;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(DatabaseApplication.WITH_INBOX)
            .withConfiguration(AutoConfigurations.of(
                    ReplicateSignalsAutoConfiguration.class,
                    ReplicateJournalAutoConfiguration.class,
                    ReplicateReconcilerAutoConfiguration.class,
                    ReplicateClientsAutoConfiguration.class,
                    ReplicateClientJournalsAutoConfiguration.class,
                    ReplicateJournalMetricsAutoConfiguration.class))
            .withUserConfiguration(Listener.class)
            .withBean(SimpleMeterRegistry.class)
            .withPropertyValues(
                    "spring.datasource.url=" + DatabaseApplication.newDatabase(),
                    "replicate.emulator.base-url=" + main.baseUrl(),
                    "replicate.clients.team-a.emulator.base-url=" + teamA.baseUrl(),
                    "replicate.reconcile.interval=100ms",
                    "replicate.journal.webhook-grace=100ms",
                    "replicate.submit.poll-interval=100ms");

    @BeforeAll
    static void startEmulators() {
        main = ReplicateEmulator.start();
        teamA = ReplicateEmulator.start();
        for (ReplicateEmulator emulator : List.of(main, teamA)) {
            emulator.model("acme/painter")
                    .official()
                    .respond(script -> script.output("done").succeed());
        }
    }

    @AfterAll
    static void stopEmulators() {
        main.close();
        teamA.close();
    }

    private static <T> T ofTeamA(ApplicationContext context, Class<T> type) {
        return BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getAutowireCapableBeanFactory(), type, "team-a");
    }

    private static Prediction create(Replicate client) {
        return client.models().predictions().create("acme/painter", request -> request.input(Map.of()));
    }

    @Test
    void completionsOfAllClientsReachListenersWithoutWebhooks() {
        this.runner.run(context -> {
            Prediction ofMain = create(context.getBean("replicate", Replicate.class));
            Prediction ofTeamA = create(ofTeamA(context, Replicate.class));

            Listener listener = context.getBean(Listener.class);
            DatabaseApplication.awaitChecks(
                    context, () -> assertThat(listener.ids).containsExactlyInAnyOrder(ofMain.id(), ofTeamA.id()));
            assertThat(context.getBean(JdbcTemplate.class)
                            .queryForList("select client from replicate_journal order by client", String.class))
                    .containsExactly("replicate", "team-a");
        });
    }

    @Test
    void durableCreatesAreSentByTheirClient() {
        this.runner.run(context -> {
            teamA.requests().clear();
            main.requests().clear();
            ofTeamA(context, DurablePredictions.class)
                    .submitForModel("order-1", "acme/painter", request -> request.input(Map.of()));

            Listener listener = context.getBean(Listener.class);
            DatabaseApplication.awaitChecks(
                    context, () -> assertThat(listener.ids).hasSize(1));
            assertThat(context.getBean(DurablePredictions.class))
                    .isNotSameAs(ofTeamA(context, DurablePredictions.class));
            assertThat(main.requests().all())
                    .noneMatch(request -> request.operation() == Operation.MODELS_PREDICTIONS_CREATE);
        });
    }

    @Test
    void metricsNameTheClient() {
        this.runner.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            context.getBeansOfType(MeterBinder.class).values().forEach(binder -> binder.bindTo(registry));
            assertThat(registry.find("replicate.journal.unknown").gauges())
                    .extracting(gauge -> gauge.getId().getTag("replicate.client"))
                    .containsExactlyInAnyOrder("default", "team-a");
        });
    }

    /** A group without properties is an empty text in YAML. */
    @ParameterizedTest
    @ValueSource(strings = {"journal", "reconcile", "submit"})
    void anEmptyGroupChangesNothing(String group) {
        this.runner
                .withPropertyValues("replicate.clients.team-a." + group + "=")
                .run(context -> {
                    create(ofTeamA(context, Replicate.class));
                    assertThat(context.getBean(JdbcTemplate.class)
                                    .queryForList("select client from replicate_journal", String.class))
                            .containsExactly("team-a");
                });
    }

    @Test
    void oneClientCanHaveNoJournal() {
        this.runner
                .withPropertyValues("replicate.clients.team-a.journal.enabled=false")
                .run(context -> {
                    create(ofTeamA(context, Replicate.class));
                    assertThat(context.getBean(JdbcTemplate.class)
                                    .queryForList("select client from replicate_journal", String.class))
                            .isEmpty();
                });
    }

    @Test
    void warnsThatAJournalNeedsThatOfTheDefaultClient(CapturedOutput output) {
        this.runner
                .withPropertyValues("replicate.journal.enabled=false", "replicate.clients.team-a.journal.enabled=true")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsOnlyOnce("'replicate.clients.team-a.journal.enabled=true' has no effect")
                .contains("'replicate.journal.enabled=false'");
    }

    @Test
    void doesNotWarnAboutClientsThatInheritTheirJournal(CapturedOutput output) {
        this.runner
                .withPropertyValues("replicate.journal.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("has no effect");
    }

    @ParameterizedTest
    @CsvSource({"7, true", "8, false"})
    void eachJournalNeedsAConnection(int size, boolean warned, CapturedOutput output) {
        this.runner
                .withPropertyValues("spring.datasource.hikari.maximum-pool-size=" + size)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output.getAll().contains("Set the maximum size of the pool to at least 8"))
                .isEqualTo(warned);
        assertThat(output.getAll().contains("The connection pool has at most")).isEqualTo(warned);
    }

    @Test
    void twoClientsCannotShareAJournal() {
        this.runner
                .withPropertyValues("replicate.clients.team-a.journal.client=replicate")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(ReplicateConfigurationException.class)
                        .hasMessageContaining("client 'team-a' and of the default client"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Listener {

        private final List<String> ids = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PredictionCompletedEvent event) {
            this.ids.add(event.prediction().id());
        }
    }
}
