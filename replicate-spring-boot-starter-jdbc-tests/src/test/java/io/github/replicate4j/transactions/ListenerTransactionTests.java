/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Listeners of each kind, with the transaction in which the inbox calls them. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:listeners;DB_CLOSE_DELAY=-1",
            "replicate.bearer-token=r8_test",
            "replicate.inbox.poll-interval=200ms"
        })
class ListenerTransactionTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Autowired
    JdbcWebhookInbox inbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Effects effects;

    @Autowired
    Listeners listeners;

    @Test
    void eachListenerHasOneEffectIfNoneFails() {
        Completions.store(this.inbox, "p1");
        awaitState("p1", "DONE 1");
        awaitEffects("p1", "after commit", "async", "before commit", "joined", "separate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"last", "before commit"})
    void effectsInTheTransactionOfTheInboxAreRolledBackWithIt(String failing) {
        String id = "p2-" + failing;
        this.effects.failNext(failing, id);
        Completions.store(this.inbox, id);
        awaitState(id, "DONE 2");
        awaitEffects(id, "after commit", "async", "async", "before commit", "joined", "separate", "separate");
    }

    @Test
    void aListenerAfterTheCommitFindsTheCompletionProcessed() {
        Completions.store(this.inbox, "p3");
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(this.listeners.statesAfterCommit()).contains("p3: DONE 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"after commit", "async"})
    void aListenerOutsideOfTheTransactionIsNotCalledAgainIfItFails(String failing) {
        String id = "p4-" + failing;
        this.effects.failNext(failing, id);
        Completions.store(this.inbox, id);
        awaitState(id, "DONE 1");
        String other = failing.equals("async") ? "after commit" : "async";
        awaitEffects(id, other, "before commit", "joined", "separate");
        Completions.store(this.inbox, id + "-next");
        awaitEffects(id + "-next", "after commit", "async", "before commit", "joined", "separate");
        awaitState(id, "DONE 1");
    }

    private void awaitState(String id, String state) {
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(Completions.state(this.jdbc, id)).isEqualTo(state));
    }

    private void awaitEffects(String id, String... listeners) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(this.effects.of(id)).containsExactly(listeners));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableAsync
    @Import({Effects.class, Listeners.class})
    static class Application {}

    @Component
    static class Listeners {

        private final List<String> statesAfterCommit = new CopyOnWriteArrayList<>();

        private final Effects effects;

        private final JdbcClient jdbc;

        Listeners(Effects effects, JdbcClient jdbc) {
            this.effects = effects;
            this.jdbc = jdbc;
        }

        List<String> statesAfterCommit() {
            return this.statesAfterCommit;
        }

        @EventListener
        @Order(1)
        void joined(PredictionCompletedEvent event) {
            this.effects.add("joined", event.prediction().id());
        }

        @EventListener
        @Order(2)
        void separate(PredictionCompletedEvent event) {
            this.effects.addInNewTransaction("separate", event.prediction().id());
        }

        @Async
        @EventListener
        @Order(3)
        public void async(PredictionCompletedEvent event) {
            this.effects.failIfRequested("async", event.prediction().id());
            this.effects.addInNewTransaction("async", event.prediction().id());
        }

        @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
        void beforeCommit(PredictionCompletedEvent event) {
            this.effects.add("before commit", event.prediction().id());
            this.effects.failIfRequested("before commit", event.prediction().id());
        }

        @TransactionalEventListener
        void afterCommit(PredictionCompletedEvent event) {
            String id = event.prediction().id();
            this.effects.failIfRequested("after commit", id);
            this.statesAfterCommit.add(id + ": " + Completions.state(this.jdbc, id));
            this.effects.addInNewTransaction("after commit", id);
        }

        @EventListener
        @Order(Ordered.LOWEST_PRECEDENCE)
        void last(PredictionCompletedEvent event) {
            this.effects.failIfRequested("last", event.prediction().id());
        }
    }
}
