/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.github.replicate4j.jdbc.submit.SubmitKeyConflictException;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An application with the starter, an emulator that delivers webhooks, and an H2 database. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1")
@AutoConfigureReplicateEmulator
class DurableOrdersTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Autowired
    DurableOrders orders;

    @Autowired
    DurablePredictions predictions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ReplicateEmulator emulator;

    @BeforeEach
    void setUp() {
        this.jdbc
                .sql("create table if not exists orders (id varchar(40) primary key, status varchar(20))")
                .update();
        this.emulator
                .model("acme/painter")
                .official()
                .respond(script -> script.output("done").succeed());
    }

    @Test
    void orderAndPredictionAreCommittedTogetherAndCompleteByWebhook() {
        this.orders.place("42", "a red boat");

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(status("42")).isEqualTo("succeeded"));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(this.predictions.find("42"))
                        .hasValueSatisfying(create -> assertThat(create.state()).isEqualTo(CreateState.COMPLETED)));
    }

    @Test
    void rejectedCreateFailsTheOrder() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(422);

        this.orders.place("43", "a red boat");

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(status("43")).isEqualTo("failed"));
        assertThat(this.predictions.find("43"))
                .hasValueSatisfying(create -> assertThat(create.state()).isEqualTo(CreateState.REFUSED));
    }

    @Test
    void nothingIsSentIfTheTransactionOfTheOrderIsRolledBack() {
        this.transaction.executeWithoutResult(status -> {
            this.orders.place("rolled-back", "a red boat");
            status.setRollbackOnly();
        });
        this.orders.place("45", "a blue boat");

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(status("45")).isEqualTo("succeeded"));
        assertThat(this.predictions.find("rolled-back")).isEmpty();
        assertThat(this.emulator.requests().creates())
                .noneMatch(create -> create.body().contains("rolled-back"));
    }

    @Test
    void keyIdentifiesOneRequest() {
        this.orders.place("46", "a red boat");

        assertThatExceptionOfType(SubmitKeyConflictException.class)
                .isThrownBy(() -> this.predictions.submitForModel(
                        "46", "acme/painter", request -> request.input("prompt", "another boat")))
                .withMessageContaining("46");
    }

    private String status(String order) {
        return this.jdbc
                .sql("select status from orders where id = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(DurableOrders.class)
    static class Application {}
}
