/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** All nodes were down when many predictions completed: 5,000 with {@code stress}. */
class MissedCompletionsTests {

    private static final int COUNT = Boolean.getBoolean("replicate4j.stress") ? 5_000 : 1_000;

    @Test
    void manyMissedCompletionsNeedFewRequests() {
        try (TestDatabase database = TestDatabase.postgres();
                ReplicateEmulator emulator = ReplicateEmulator.start()) {
            emulator.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
            JdbcClient rows = database.client();
            try (JournalNode node = new JournalNode(database.sharedDatabase(4), emulator.baseUrl())) {
                Flux.range(0, COUNT)
                        .flatMap(
                                i -> node.client
                                        .async()
                                        .models()
                                        .predictions()
                                        .create(JournalNode.MODEL, request -> request.input("prompt", "p" + i))
                                        .publishOn(Schedulers.boundedElastic())
                                        .doOnNext(prediction -> record(node, prediction)),
                                8)
                        .then()
                        .block();
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> emulator.running().isEmpty());
                rows.sql("update replicate_journal set due_at = now()").update();
                emulator.requests().clear();
                long start = System.nanoTime();
                assertThat(node.reconciler.reconcile().completed()).isEqualTo(COUNT);
                Duration time = Duration.ofNanos(System.nanoTime() - start);
                assertThat(emulator.requests().all()).hasSizeLessThan(100 + COUNT / 50);
                if (Boolean.getBoolean("replicate4j.stress")) {
                    assertThat(time).isLessThan(Duration.ofSeconds(60));
                }
                assertThat(rows.sql("select count(*) from replicate_inbox")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(COUNT);
            }
        }
    }

    private static void record(JournalNode node, Prediction prediction) {
        CreateJournal.Entry entry = node.journal.begin(JournalNode.create(Origin.CREATE, prediction.id(), false));
        entry.created(prediction);
    }
}
