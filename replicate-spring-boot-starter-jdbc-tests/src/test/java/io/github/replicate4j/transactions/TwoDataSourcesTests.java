/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.autoconfigure.jdbc.ReplicateDataSource;
import io.github.replicate4j.autoconfigure.jdbc.ReplicateTransactionManager;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An application with two databases, of which the one that is not primary has the tables. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"replicate.inbox.poll-interval=200ms", "replicate.journal.enabled=true"})
@AutoConfigureReplicateEmulator
class TwoDataSourcesTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Autowired
    @Qualifier("orders")
    JdbcClient orders;

    @Autowired
    @Qualifier("replicate")
    JdbcClient replicate;

    @Autowired
    PlatformTransactionManager ordersTransactions;

    @Autowired
    @ReplicateTransactionManager
    PlatformTransactionManager replicateTransactions;

    @Autowired
    Application application;

    @Autowired
    DurablePredictions predictions;

    @Autowired
    ReplicateEmulator emulator;

    @BeforeEach
    void setUp() {
        for (JdbcClient database : new JdbcClient[] {this.orders, this.replicate}) {
            database.sql("create table if not exists effects (id varchar(40))").update();
        }
        this.emulator
                .model("acme/painter")
                .official()
                .respond(script -> script.output("done").succeed());
    }

    @Test
    void onlyEffectsInTheAnnotatedDatabaseAreRolledBackWithTheInbox() {
        this.application.failing.add("a");
        new TransactionTemplate(this.replicateTransactions).executeWithoutResult(status -> submit("a"));
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(state("a")).isEqualTo("DONE 2"));
        assertThat(count(this.replicate, "a")).isOne();
        assertThat(count(this.orders, "a")).isEqualTo(2);
    }

    @Test
    void aCreateIsRolledBackWithTheTransactionOfTheAnnotatedManagerOnly() {
        new TransactionTemplate(this.replicateTransactions).executeWithoutResult(status -> {
            submit("b");
            status.setRollbackOnly();
        });
        new TransactionTemplate(this.ordersTransactions).executeWithoutResult(status -> {
            submit("c");
            status.setRollbackOnly();
        });
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(state("c")).isEqualTo("DONE 1"));
        assertThat(this.predictions.find("b")).isEmpty();
        assertThat(this.emulator.predictions()).hasSize(1);
    }

    private void submit(String id) {
        this.predictions.submitForModel(
                id, "acme/painter", request -> request.input("prompt", id).reference(id));
    }

    private String state(String id) {
        return this.replicate
                .sql("select concat(state, ' ', attempt) from replicate_inbox where reference = ?")
                .param(id)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static int count(JdbcClient database, String id) {
        return database.sql("select count(*) from effects where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        final Set<String> failing = ConcurrentHashMap.newKeySet();

        @Autowired
        @Qualifier("orders")
        JdbcClient orders;

        @Autowired
        @Qualifier("replicate")
        JdbcClient replicate;

        @EventListener
        void completed(PredictionCompletedEvent event) {
            String id = String.valueOf(event.reference());
            for (JdbcClient database : new JdbcClient[] {this.orders, this.replicate}) {
                database.sql("insert into effects values (?)").param(id).update();
            }
            if (this.failing.remove(id)) {
                throw new IllegalStateException("Simulated failure");
            }
        }

        @Bean
        @Primary
        static DataSource ordersDataSource() {
            return dataSource("orders");
        }

        @Bean
        @ReplicateDataSource
        static DataSource replicateDataSource() {
            return dataSource("replicate");
        }

        private static DataSource dataSource(String name) {
            return DataSourceBuilder.create()
                    .url("jdbc:h2:mem:two-" + name + ";DB_CLOSE_DELAY=-1")
                    .build();
        }

        @Bean
        @Primary
        static PlatformTransactionManager ordersTransactions(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        @ReplicateTransactionManager
        static PlatformTransactionManager replicateTransactions(@ReplicateDataSource DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        @Qualifier("orders")
        static JdbcClient ordersClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        @Qualifier("replicate")
        static JdbcClient replicateClient(@ReplicateDataSource DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }
    }
}
