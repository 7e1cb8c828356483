/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Applications whose connection pool has fewer connections than the inbox has workers. */
@ExtendWith(OutputCaptureExtension.class)
class SmallPoolTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final int COUNT = 20;

    @Test
    void twoConnectionsProcessAllCompletionsOfFourWorkers(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(Listener.class, "small")) {
            storeAll(context);
            awaitAllDone(context);
            assertThat(context.getBean(Effects.class).of("p0")).containsExactly("joined");
            assertThat(context.getBean(JdbcClient.class)
                            .sql("select count(*) from effects")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(COUNT);
        }
        assertThat(output)
                .containsOnlyOnce("The connection pool has at most 2 connections, but the 4 workers")
                .contains("The inbox uses only 1 of its workers")
                .contains("Set the maximum size of the pool to at least 7");
    }

    @Test
    void twoConnectionsAreEnoughForDurableCreatesInListeners(CapturedOutput output) {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                ConfigurableApplicationContext context = start(
                        SubmittingListener.class,
                        "submitting",
                        "replicate.journal.enabled=true",
                        "replicate.base-url=" + emulator.baseUrl(),
                        "replicate.bearer-token=" + ReplicateEmulator.DEFAULT_TOKEN)) {
            emulator.model("acme/painter")
                    .official()
                    .respond(script -> script.output("done").succeed());
            context.getBean(TransactionTemplate.class)
                    .executeWithoutResult(status -> context.getBean(DurablePredictions.class)
                            .submitForModel("other", "acme/painter", request -> request.input("prompt", "other")));
            storeAll(context);
            awaitAllDone(context);
            await().atMost(TIMEOUT).until(() -> emulator.predictions().size() == COUNT + 1);
        }
        assertThat(output).contains("Set the maximum size of the pool to at least 7");
    }

    /** Each of these holds a connection, and needs another one to record the create. */
    @Test
    void createsInListenersDoNotBlockEachOther() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                ConfigurableApplicationContext context = start(
                        CreatingListener.class,
                        "creating",
                        "replicate.journal.enabled=true",
                        "replicate.base-url=" + emulator.baseUrl(),
                        "replicate.bearer-token=" + ReplicateEmulator.DEFAULT_TOKEN)) {
            emulator.model("acme/painter")
                    .official()
                    .respond(script -> script.output("done").succeed());
            storeAll(context);
            awaitAllDone(context);
            assertThat(context.getBean(JdbcClient.class)
                            .sql("select max(attempt) from replicate_inbox")
                            .query(Integer.class)
                            .single())
                    .as("attempts until the listener got the second connection")
                    .isOne();
        }
    }

    private static ConfigurableApplicationContext start(Class<?> listener, String database, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "spring.main.banner-mode=off",
                "spring.datasource.url=jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1",
                "spring.datasource.hikari.maximum-pool-size=2",
                "replicate.inbox.poll-interval=200ms",
                "replicate.bearer-token=r8_test"));
        all.addAll(List.of(properties));
        return new SpringApplicationBuilder(Application.class, listener)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(all.toArray(String[]::new))
                .run();
    }

    private static void storeAll(ConfigurableApplicationContext context) {
        StoredWebhookInbox inbox = context.getBean(StoredWebhookInbox.class);
        IntStream.range(0, COUNT).parallel().forEach(i -> Completions.store(inbox, "p" + i));
    }

    private static void awaitAllDone(ConfigurableApplicationContext context) {
        await().atMost(TIMEOUT).until(() -> {
            var statistics = context.getBean(JdbcWebhookInbox.class).statistics();
            return statistics.pending() + statistics.parked() == 0;
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Effects.class)
    static class Application {}

    static class Listener {

        private final Effects effects;

        Listener(Effects effects) {
            this.effects = effects;
        }

        @EventListener
        void completed(PredictionCompletedEvent event) {
            this.effects.add("joined", event.prediction().id());
        }
    }

    static class SubmittingListener {

        private final DurablePredictions predictions;

        SubmittingListener(DurablePredictions predictions) {
            this.predictions = predictions;
        }

        @EventListener
        void completed(PredictionCompletedEvent event) {
            String id = event.prediction().id();
            this.predictions.submitForModel(id, "acme/painter", request -> request.input("prompt", id));
        }
    }

    static class CreatingListener {

        private final Replicate replicate;

        CreatingListener(Replicate replicate) {
            this.replicate = replicate;
        }

        @EventListener
        void completed(PredictionCompletedEvent event) {
            this.replicate
                    .models()
                    .predictions()
                    .create(
                            "acme/painter",
                            request ->
                                    request.input("prompt", event.prediction().id()));
        }
    }
}
