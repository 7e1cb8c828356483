/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An application with JPA, whose transaction manager serves the data source of the inbox and the journal. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.autoconfigure.exclude=org.springframework.modulith.events.config.EventPublicationAutoConfiguration,"
                    + "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration",
            "spring.datasource.url=jdbc:h2:mem:jpa;DB_CLOSE_DELAY=-1",
            "spring.jpa.open-in-view=false",
            "replicate.inbox.poll-interval=200ms",
            "replicate.journal.enabled=true"
        })
@AutoConfigureReplicateEmulator
class JpaTransactionTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Autowired
    Paintings paintings;

    @Autowired
    DurablePredictions predictions;

    @Autowired
    PlatformTransactionManager transactionManager;

    @Autowired
    EntityManager entities;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ReplicateEmulator emulator;

    private TransactionTemplate transaction;

    @BeforeEach
    void setUp() {
        assertThat(this.transactionManager).isInstanceOf(JpaTransactionManager.class);
        this.transaction = new TransactionTemplate(this.transactionManager);
        this.emulator
                .model("acme/painter")
                .official()
                .respond(script -> script.output("done").succeed());
    }

    @Test
    void entityAndCreateAreCommittedTogether() {
        this.transaction.executeWithoutResult(status -> {
            this.paintings.place("a");
            assertThat(this.emulator.predictions()).as("before the commit").isEmpty();
        });
        awaitCompletions("a", 1);
        assertThat(status("a")).isEqualTo("succeeded");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(this.predictions.find("a"))
                        .hasValueSatisfying(create -> assertThat(create.state()).isEqualTo(CreateState.COMPLETED)));
    }

    @Test
    void neitherEntityNorCreateExistsAfterARollback() {
        this.transaction.executeWithoutResult(status -> {
            this.paintings.place("b");
            this.entities.flush();
            status.setRollbackOnly();
        });
        this.transaction.executeWithoutResult(status -> this.paintings.place("after b"));
        awaitCompletions("after b", 1);
        assertThat(this.transaction.<Object>execute(status -> this.entities.find(Painting.class, "b")))
                .isNull();
        assertThat(this.predictions.find("b")).isEmpty();
        assertThat(this.emulator.predictions()).hasSize(1);
    }

    @Test
    void entitiesThatAListenerHasChangedAreRolledBackWithItsTransaction() {
        this.paintings.failures.put("c", "after the change");
        this.transaction.executeWithoutResult(status -> this.paintings.place("c"));
        awaitAttempts("c", 2);
        awaitCompletions("c", 1);
    }

    /** Hibernate executes the statement immediately before the commit, after all listeners. */
    @Test
    void aCompletionIsNotProcessedIfTheEntitiesCannotBeWrittenBeforeTheCommit() {
        this.paintings.failures.put("d", "too long");
        this.transaction.executeWithoutResult(status -> this.paintings.place("d"));
        awaitAttempts("d", 2);
        awaitCompletions("d", 1);
        assertThat(status("d")).isEqualTo("succeeded");
    }

    private void awaitCompletions(String id, int count) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(this.jdbc
                                .sql("select completions from painting where id = ?")
                                .param(id)
                                .query(Integer.class)
                                .single())
                        .isEqualTo(count));
    }

    private void awaitAttempts(String id, int attempts) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(this.jdbc
                                .sql("select concat(state, ' ', attempt) from replicate_inbox where reference = ?")
                                .param(id)
                                .query(String.class)
                                .list())
                        .containsExactly("DONE " + attempts));
    }

    private String status(String id) {
        return this.jdbc
                .sql("select status from painting where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Paintings.class)
    static class Application {}

    @Component
    static class Paintings {

        /** How the listener fails once, by the ids of the paintings. */
        final Map<String, String> failures = new ConcurrentHashMap<>();

        private final EntityManager entities;

        private final DurablePredictions predictions;

        Paintings(EntityManager entities, DurablePredictions predictions) {
            this.entities = entities;
            this.predictions = predictions;
        }

        void place(String id) {
            this.entities.persist(new Painting(id));
            this.predictions.submitForModel(
                    id, "acme/painter", request -> request.input("prompt", id).reference(id));
        }

        @EventListener
        void completed(PredictionCompletedEvent event) {
            String id = String.valueOf(event.reference());
            String failure = this.failures.remove(id);
            Painting painting = this.entities.find(Painting.class, id);
            painting.complete(
                    "too long".equals(failure)
                            ? "x".repeat(21)
                            : event.prediction().statusText());
            if ("after the change".equals(failure)) {
                this.entities.flush();
                throw new IllegalStateException("Simulated failure");
            }
        }
    }
}
