/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.testing.ChildProcess;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node is killed while two nodes send creates, and no webhook arrives. */
class KilledNodeTests {

    private static final int COUNT = 500;

    @Test
    void eachCreateIsSentOnceAndEachCompletionIsStoredOnce() throws Exception {
        try (TestDatabase database = TestDatabase.postgres();
                ReplicateEmulator emulator =
                        ReplicateEmulator.builder().logsInLists().start()) {
            emulator.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
            JdbcClient rows = database.client();
            try (JournalNode node = new JournalNode(database.sharedDatabase(4), emulator.baseUrl())) {
                DurablePredictions predictions =
                        DurablePredictions.builder(node.journal, node.client).build();
                for (int i = 0; i < COUNT; i++) {
                    String prompt = "prompt " + i;
                    predictions.submitForModel(
                            "key-" + i, JournalNode.MODEL, request -> request.input("prompt", prompt));
                }
                Process killed = start(database, emulator);
                Process surviving = start(database, emulator);
                try {
                    await().atMost(Duration.ofSeconds(180))
                            .until(() -> emulator.predictions().size() > COUNT / 4);
                    killed.destroyForcibly().waitFor();
                    await().atMost(Duration.ofSeconds(180)).untilAsserted(() -> {
                        // Two minutes and the minute between two searches pass in the database.
                        makeOrphansDue(rows);
                        assertThat(countOf(rows, "COMPLETED")).isEqualTo(COUNT);
                    });
                } finally {
                    killed.destroyForcibly().waitFor();
                    surviving.destroyForcibly().waitFor();
                }
            }
            List<String> prompts = emulator.predictions().stream()
                    .map(prediction -> String.valueOf(prediction.input().get("prompt")))
                    .toList();
            assertThat(prompts)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, COUNT)
                            .mapToObj(i -> "prompt " + i)
                            .toList());
            assertThat(rows.sql("select count(*) from replicate_inbox")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(COUNT);
        }
    }

    private static Process start(TestDatabase database, ReplicateEmulator emulator) throws Exception {
        return ChildProcess.start(
                SubmittingNode.class, database.url(), emulator.baseUrl().toString());
    }

    private static int countOf(JdbcClient rows, String state) {
        return rows.sql("select count(*) from replicate_journal where state = :state")
                .param("state", state)
                .query(Integer.class)
                .single();
    }

    /** Requests are not searched while they are in flight: these take milliseconds. */
    private static void makeOrphansDue(JdbcClient rows) {
        rows.sql("update replicate_journal set due_at = now() - interval '1' second"
                        + " where state = 'RUNNING' and due_at > now()"
                        + " or state = 'SENDING' and due_at > now() and sent_at < now() - interval '20' second")
                .update();
    }
}
