/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import static io.github.replicate4j.jdbc.testing.JournalNode.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcilerSettings;
import io.github.replicate4j.jdbc.testing.InterceptedDataSource;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Claims of durable creates by several instances. */
abstract class ClaimTests {

    private final TestDatabase testDatabase;

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private InterceptedDataSource connections;

    private JournalNode node;

    private JdbcClient rows;

    ClaimTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void start() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.hang());
        this.emulator.webhooks().always().drop();
        this.testDatabase.sharedDatabase(1);
        this.connections = new InterceptedDataSource(this.testDatabase.node(4));
        this.node =
                node(SharedDatabase.of(this.connections, new JdbcTransactionManager(this.connections)), settings -> {});
        this.rows = this.testDatabase.client();
    }

    private JournalNode node(SharedDatabase database, Consumer<ReconcilerSettings.Builder> settings) {
        return new JournalNode(database, this.emulator.baseUrl(), JournalSettings.DEFAULT, settings);
    }

    private JournalNode otherNode(Consumer<ReconcilerSettings.Builder> settings) {
        return node(this.testDatabase.sharedDatabase(2), settings);
    }

    @AfterEach
    void stop() {
        this.connections.hook(call -> {});
        this.node.close();
        this.emulator.close();
        this.testDatabase.close();
    }

    @Test
    void aLateOutcomeOfAnEarlierAttemptIsIgnored() {
        DurableCreates creates = creates(this.node);
        CreateQueue queue = queue(this.node);
        creates.insert("key", create(Origin.SUBMIT, "a", true), "{}");
        DurableCreate first = queue.claim(1).get(0);
        CreateJournal.Entry entry = queue.entry(first);
        queue.requeue(first, Duration.ZERO, false, null);
        assertThat(queue.claim(1)).hasSize(1);
        entry.unknown(null, "Connection reset");
        assertThat(row(entry).get("node")).isEqualTo(this.node.name());
    }

    /** Two claims have the same attempt if the first one was rolled back. */
    @Test
    void aFailedClaimDoesNotQueueACreateAgainThatAnotherInstanceIsSending() {
        failClaim();
        try (JournalNode other = otherNode(settings -> {})) {
            assertThat(queue(other).claim(1)).hasSize(1);
            this.node.retryUpdates();
            assertThat(creates(other).find("key").orElseThrow().state()).isEqualTo(CreateState.SENDING);
        }
    }

    @Test
    void aFailedClaimDoesNotQueueACreateAgainThatTheSameInstanceIsSending() {
        CreateQueue queue = failClaim();
        DurableCreate claimed = queue.claim(1).get(0);
        this.node.retryUpdates();
        assertThat(creates(this.node).find("key").orElseThrow().state()).isEqualTo(CreateState.SENDING);
        assertThat(queue.isHeld(claimed)).as("renewed").isTrue();
    }

    @Test
    void theCreatesOfAClaimThatWasCommittedAlthoughItHasFailedAreQueuedAgain() {
        DurableCreates creates = creates(this.node);
        CreateQueue queue = queue(this.node);
        creates.insert("key", create(Origin.SUBMIT, "a", true), "{}");
        creates.insert("later", create(Origin.SUBMIT, "b", true), "{}");
        this.connections.hook(call -> {
            if (call.equals("commit")) {
                throw new SQLException("The connection was lost");
            }
        });
        assertThatThrownBy(() -> queue.claim(1)).isNotNull();
        assertThat(creates.find("key").orElseThrow().state()).isEqualTo(CreateState.SENDING);
        this.connections.hook(call -> {});
        this.node.retryUpdates();
        assertThat(creates.find("key").orElseThrow().state()).isEqualTo(CreateState.QUEUED);
        assertThat(queue.claim(1)).extracting(DurableCreate::key).containsExactly("key");
    }

    /** Queue a create, and let its claim be rolled back during an outage. */
    private CreateQueue failClaim() {
        DurableCreates creates = creates(this.node);
        CreateQueue queue = queue(this.node);
        creates.insert("key", create(Origin.SUBMIT, "a", true), "{}");
        this.connections.hook(call -> {
            if (call.contains("set state = 'SENDING'")) {
                this.connections.available(false);
                throw new SQLException("The connection was lost");
            }
        });
        assertThatThrownBy(() -> queue.claim(1)).isNotNull();
        this.connections.hook(call -> {});
        this.connections.available(true);
        return queue;
    }

    @Test
    void aCreateThatIsSentAgainHasNoErrorOfItsEarlierAttempt() {
        DurableCreates creates = creates(this.node);
        CreateQueue queue = queue(this.node);
        creates.insert("key", create(Origin.SUBMIT, "a", true), "{}");
        queue.requeue(queue.claim(1).get(0), Duration.ZERO, true, "Too many requests");
        assertThat(creates.find("key").orElseThrow().error()).isEqualTo("Too many requests");
        assertThat(queue.claim(1)).hasSize(1);
        assertThat(creates.find("key").orElseThrow().error()).isNull();
    }

    /** Clocks of nodes can therefore differ by any time. */
    @Test
    void noTimeOfJavaIsAParameterOfAStatement() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        this.node.send(entry, "a");
        entry.unknown(null, "Connection reset");
        this.node.journal.begin(create(Origin.RUN, "b", true));
        DurableCreates creates = creates(this.node);
        CreateQueue queue = queue(this.node);
        creates.insert("key", create(Origin.SUBMIT, "c", true), "{}");
        DurableCreate claimed = queue.claim(1).get(0);
        queue.requeue(claimed, Duration.ofSeconds(1), true, "Rejected");
        creates.cancel("key");
        new DueFailures(OpenJournal.of(this.node.journal)).claim(Duration.ofSeconds(1));
        makeDue();
        this.node.renew();
        assertThat(this.node.reconciler.reconcile().adopted()).isOne();
        this.node.reconciler.purge();
        long createdAt = this.emulator.predictions().get(0).createdAt().toEpochMilli();
        assertThat(this.connections.parameters())
                .noneMatch(parameter -> parameter instanceof Date || parameter instanceof Temporal);
        assertThat(this.connections.parameters().stream()
                        .filter(Long.class::isInstance)
                        .map(Long.class::cast)
                        .filter(number -> number > createdAt / 10))
                .as("times, of which Replicate reports this one")
                .containsOnly(createdAt);
    }

    private static DurableCreates creates(JournalNode node) {
        return new DurableCreates(OpenJournal.of(node.journal));
    }

    private static CreateQueue queue(JournalNode node) {
        return new CreateQueue(OpenJournal.of(node.journal));
    }

    private void makeDue() {
        this.rows
                .sql("update replicate_journal set due_at = current_timestamp - interval '1' second"
                        + " where due_at is not null")
                .update();
    }

    private Map<String, Object> row(CreateJournal.Entry entry) {
        return this.rows
                .sql("select * from replicate_journal where id = :id")
                .param("id", entry.id())
                .query()
                .singleRow();
    }
}
