/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.testing.ChildProcess;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nodes are killed while they send creates, and no webhook arrives: each create becomes one prediction, and each completion has one
 * effect.
 */
@Order(1)
class KilledNodeTests {

    private final TestDatabase database = TestDatabase.postgres();

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().logsInLists().start();

    private final List<Process> nodes = new ArrayList<>();

    private JdbcClient rows;

    @BeforeEach
    void createTables() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
        this.emulator.webhooks().always().drop();
        this.database.sharedDatabase(1);
        this.rows = this.database.client();
        this.rows.sql("create table effects (id varchar(40))").update();
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Process node : this.nodes) {
            node.destroyForcibly().waitFor();
        }
        this.emulator.close();
        this.database.close();
    }

    @Test
    void aKilledNodeLosesAndRepeatsNothing() throws Exception {
        int count = 200;
        submit(count);
        startNode();
        startNode();
        await().atMost(Duration.ofSeconds(180))
                .until(() -> this.emulator.predictions().size() > count / 4);
        this.nodes.get(0).destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    // Two minutes and the minute between two searches pass in the database.
                    makeOrphansDue();
                    assertThat(effects()).hasSizeGreaterThanOrEqualTo(count);
                    // A completion is processed as soon as it is stored, and the journal records it afterwards.
                    assertThat(countOf("COMPLETED")).isEqualTo(count);
                });
        check(count);
    }

    /** Sizes are system properties: {@code replicate4j.submits} and {@code replicate4j.submits.kills}. */
    @Test
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void nodesThatAreKilledAgainAndAgainLoseAndRepeatNothing() throws Exception {
        int count = Integer.getInteger("replicate4j.submits", 5_000);
        int kills = Integer.getInteger("replicate4j.submits.kills", 12);
        // Requests are in flight when a node is killed.
        this.emulator.faults().always(Operation.MODELS_PREDICTIONS_CREATE).delay(Duration.ofMillis(100));
        long start = System.nanoTime();
        submit(count);
        for (int i = 0; i < 3; i++) {
            startNode();
        }
        Random random = new Random(15);
        for (int kill = 1; kill <= kills; kill++) {
            int queued = count - kill * count / (kills + 1);
            await().atMost(Duration.ofMinutes(10)).until(() -> countOf("QUEUED") <= queued);
            this.nodes.remove(random.nextInt(3)).destroyForcibly().waitFor();
            startNode();
        }
        await().atMost(Duration.ofMinutes(10)).until(() -> countOf("QUEUED") == 0);
        int unknown = countOf("SENDING");
        Duration sent = Duration.ofNanos(System.nanoTime() - start);
        await().atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> countOf("COMPLETED") == count && effects().size() >= count);
        Duration done = Duration.ofNanos(System.nanoTime() - start);
        List<String> effects = effects();
        System.out.println("proof: submits " + count + ", kills " + kills + " | sent after " + sent.toSeconds()
                + " s, outcome unknown then " + unknown + ", all delivered after " + done.toSeconds()
                + " s, predictions "
                + this.emulator.predictions().size() + ", effects " + effects.size() + ", duplicated "
                + (effects.size() - new HashSet<>(effects).size()));
        check(count);
    }

    private void submit(int count) {
        try (Replicate client = SubmittingNode.client(this.emulator.baseUrl())) {
            JdbcCreateJournal journal =
                    JdbcCreateJournal.of(this.database.sharedDatabase(4), "default", JournalSettings.DEFAULT);
            DurablePredictions predictions =
                    DurablePredictions.builder(journal, client).build();
            for (int i = 0; i < count; i++) {
                String prompt = "prompt " + i;
                predictions.submitForModel("key-" + i, JournalNode.MODEL, request -> request.input("prompt", prompt));
            }
        }
    }

    private void startNode() throws Exception {
        this.nodes.add(ChildProcess.start(
                SubmittingNode.class,
                this.database.url(),
                this.emulator.baseUrl().toString()));
    }

    private void check(int count) {
        List<String> prompts = this.emulator.predictions().stream()
                .map(prediction -> String.valueOf(prediction.input().get("prompt")))
                .toList();
        assertThat(prompts)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).mapToObj(i -> "prompt " + i).toList());
        assertThat(effects())
                .containsExactlyInAnyOrderElementsOf(this.emulator.predictions().stream()
                        .map(prediction -> prediction.id())
                        .toList());
        assertThat(countOf("COMPLETED")).isEqualTo(count);
    }

    private List<String> effects() {
        return this.rows.sql("select id from effects").query(String.class).list();
    }

    private int countOf(String state) {
        return this.rows
                .sql("select count(*) from replicate_journal where state = :state")
                .param("state", state)
                .query(Integer.class)
                .single();
    }

    /** Requests are not searched while they are in flight: these take milliseconds. */
    private void makeOrphansDue() {
        this.rows
                .sql("update replicate_journal set due_at = now() - interval '1' second"
                        + " where state = 'RUNNING' and due_at > now()"
                        + " or state = 'SENDING' and due_at > now() and sent_at < now() - interval '20' second")
                .update();
        this.rows
                .sql("update replicate_inbox set due_at = now() where state = 'NEW' and due_at > now()"
                        + " and received_at < now() - interval '20' second")
                .update();
    }
}
