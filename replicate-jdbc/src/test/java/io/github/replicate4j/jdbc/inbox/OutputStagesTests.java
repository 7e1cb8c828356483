/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.event.StoredOutputs;
import io.github.replicate4j.jdbc.outputs.FolderOutputStore;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.jdbc.outputs.OutputSettings;
import io.github.replicate4j.jdbc.outputs.OutputStore;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.FileServer;
import io.github.replicate4j.jdbc.testing.InterceptedDataSource;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How completions wait for their files: attempts, leases and several nodes. */
abstract class OutputStagesTests extends OutputsTestBase {

    private static final Duration LEASE = Duration.ofSeconds(3);

    private CountDownLatch started;

    private CountDownLatch resumed;

    OutputStagesTests(TestDatabase testDatabase) {
        super(testDatabase);
    }

    @BeforeEach
    void createLatches() {
        this.started = new CountDownLatch(1);
        this.resumed = new CountDownLatch(1);
    }

    @AfterEach
    void endResponses() {
        this.resumed.countDown();
    }

    @Test
    void fullStoreParksTheCompletionAndDelaysNoOther() {
        AtomicBoolean full = new AtomicBoolean(true);
        FolderOutputStore store = new FolderOutputStore(this.folder);
        OutputStore filling = file -> {
            if (full.get()) {
                throw new IOException("No space left on device");
            }
            return store.store(file);
        };
        Node node = outputNode(FAST.with(settings -> settings.maxAttempts(2)), filling)
                .start();
        node.store("p1", body("p1", "\"data:text/plain,boat\""));
        node.store("p2", body("p2", "\"text\""));

        awaitEvent("p2");
        awaitState("p1", "PARKED");
        assertThat(node.inbox.parked(10)).singleElement().satisfies(parked -> {
            assertThat(parked.attempts()).isEqualTo(2);
            assertThat(parked.lastError())
                    .startsWith("OutputStorageException: File 0 of the output of prediction p1 could not be stored by ")
                    .endsWith("cause: IOException: No space left on device");
        });
        assertThat(this.events).doesNotContainKey("p1");
        full.set(false);
        assertThat(node.inbox.replay(Completions.key("p1"))).isTrue();
        assertThat(contents(awaitEvent("p1"))).containsExactly("boat");
    }

    @Test
    void failureOfAListenerDoesNotDownloadAgain() {
        this.server.respond("a.png", FileServer.file("boat"));
        AtomicInteger calls = new AtomicInteger();
        Node node = outputNode(FAST, new FolderOutputStore(this.folder), OutputSettings.DEFAULT, event -> {
                    this.server.respond("a.png", FileServer.status(404));
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("fails once");
                    }
                })
                .start();
        node.store("p1", body("p1", list("a.png"), LONG_AGO));

        StoredOutputs outputs = awaitEvent("p1");
        assertThat(contents(outputs)).containsExactly("boat");
        assertThat(outputs.expired()).isFalse();
        assertThat(this.server.requests()).containsExactly("a.png");
        assertThat(attempt("p1")).as("attempts of listeners").isEqualTo(2);
        assertThat(effects()).containsExactly("p1");
    }

    @Test
    void nextAttemptContinuesAfterTheStoredFiles() {
        this.server.respond("a.png", FileServer.file("boat"));
        this.server.respond("b.png", FileServer.status(500));
        Node node = outputNode().start();
        node.store("p1", body("p1", list("a.png", "b.png")));
        await().atMost(TIMEOUT).until(() -> lastError("p1") != null);
        assertThat(node.inbox.statistics().pending()).isOne();
        this.server.respond("a.png", FileServer.status(404));
        this.server.respond("b.png", FileServer.file("sea"));

        assertThat(contents(awaitEvent("p1"))).containsExactly("boat", "sea");
        assertThat(this.server.requests()).filteredOn("a.png"::equals).hasSize(1);
    }

    @Test
    void longDownloadKeepsItsLease() throws Exception {
        this.server.respond("a.png", FileServer.paused("boat", this.started, this.resumed));
        InboxSettings settings = FAST.with(builder -> builder.lease(LEASE));
        outputNode(settings, new FolderOutputStore(this.folder)).start().store("p1", body("p1", list("a.png")));
        this.started.await();
        Node other = outputNode(settings, new FolderOutputStore(this.folder)).start();

        await().atMost(TIMEOUT).until(() -> ageMillis(other, "p1") > LEASE.toMillis() + 500);
        assertThat(row("p1")).containsEntry("state", "OUTPUTS").containsEntry("attempt", 1);
        this.resumed.countDown();
        assertThat(contents(awaitEvent("p1"))).containsExactly("boat");
        assertThat(this.server.requests()).containsExactly("a.png");
    }

    private long ageMillis(Node node, String id) {
        return this.sql
                .sql("select " + node.database.dialect().millisSince("received_at")
                        + " from replicate_inbox where event_key = :key")
                .param("key", Completions.key(id))
                .query(Long.class)
                .single();
    }

    @Test
    void nodeThatHasLostItsLeaseChangesNothing() throws Exception {
        this.server.respond("a.png", FileServer.paused("boat", this.started, this.resumed));
        outputNode().start().store("p1", body("p1", list("a.png")));
        this.started.await();
        this.server.respond("a.png", FileServer.file("boat"));
        // As if the first node was frozen for longer than its lease.
        makeOutputsDue();
        outputNode().start();
        StoredOutputs outputs = awaitEvent("p1");
        this.resumed.countDown();

        assertThat(contents(outputs)).containsExactly("boat");
        closeInboxes();
        assertThat(state("p1")).isEqualTo("DONE");
        assertThat(effects()).containsExactly("p1");
        assertThat(files("p1")).containsExactly("0.png");
    }

    private void makeOutputsDue() {
        this.sql
                .sql("update replicate_inbox set due_at = received_at where state = 'OUTPUTS'")
                .update();
    }

    @Test
    void shutdownInterruptsADownloadAndAnotherNodeContinues() throws Exception {
        this.server.respond("a.png", FileServer.paused("boat", this.started, this.resumed));
        Node node = outputNode(
                        FAST.with(settings -> settings.shutdownTimeout(Duration.ofMillis(100))),
                        new FolderOutputStore(this.folder))
                .start();
        node.store("p1", body("p1", list("a.png")));
        this.started.await();
        node.inbox.close();

        assertThat(row("p1")).containsEntry("state", "OUTPUTS").containsEntry("attempt", 0);
        assertThat(files(".incomplete")).isEmpty();
        assertThat(files("p1")).isEmpty();
        this.server.respond("a.png", FileServer.file("boat"));
        outputNode().start();
        assertThat(contents(awaitEvent("p1"))).containsExactly("boat");
    }

    @Test
    void twoNodesStoreEachFileOnce() {
        FolderOutputStore folderStore = new FolderOutputStore(this.folder);
        List<String> keys = new CopyOnWriteArrayList<>();
        OutputStore store = file -> {
            keys.add(file.key());
            return folderStore.store(file);
        };
        List<Node> nodes =
                List.of(outputNode(FAST, store).start(), outputNode(FAST, store).start());
        int completions = 40;
        for (int i = 0; i < completions; i++) {
            nodes.get(i % 2).store("p" + i, body("p" + i, "\"data:text/plain,boat" + i + "\""));
        }

        await().atMost(TIMEOUT).until(() -> nodes.get(0).inbox.statistics().pending() == 0);
        assertThat(effects()).hasSize(completions).doesNotHaveDuplicates();
        assertThat(keys).hasSize(completions).doesNotHaveDuplicates();
        assertThat(this.events.get("p7").files())
                .singleElement()
                .satisfies(file -> assertThat(content(file)).isEqualTo("boat7"));
    }

    @Test
    void filesOfTheOldestCompletionAreStoredFirst() {
        List<String> order = new CopyOnWriteArrayList<>();
        Node node = outputNode(
                FAST,
                file -> {
                    order.add(file.event().prediction().id());
                    throw new IOException("never");
                },
                OutputSettings.DEFAULT.with(settings -> settings.threads(1)),
                event -> {});
        for (String id : List.of("p1", "p2", "p3")) {
            node.store(id, body(id, "\"data:text/plain,boat\""));
        }
        this.sql
                .sql("update replicate_inbox set received_at = "
                        + node.database.dialect().nowPlusMillis("-3600000") + " where event_key = 'completed:p3'")
                .update();
        // All completions wait for their files before the first file is stored.
        for (Claim claim : node.table.claim(3, Duration.ofSeconds(30))) {
            node.database.inTransaction(() -> {
                assertThat(node.table.lock(claim)).isPresent();
                node.table.requireOutputs(claim);
                return null;
            });
        }
        node.start();

        await().atMost(TIMEOUT).until(() -> order.size() >= 3);
        assertThat(order.subList(0, 3)).containsExactly("p3", "p1", "p2");
    }

    @Test
    void completionsWaitForNoFilesIfNoNodeStoresThem() {
        outputNode().store("p1", body("p1", "\"data:text/plain,boat\""));
        Node nodeWithoutStore = node();
        this.sql
                .sql("update replicate_inbox set state = 'OUTPUTS', due_at = "
                        + nodeWithoutStore.database.dialect().nowPlusMillis("-3600000"))
                .update();
        new InboxOperations(nodeWithoutStore.database).skipOutputs();
        nodeWithoutStore.start();

        awaitState("p1", "DONE");
        assertThat(effects()).containsExactly("p1");
    }

    @Test
    void completionIsParkedIfStoringItsFilesEndedTheProcessEachTime() {
        Node node = outputNode();
        node.store("p1", body("p1", "\"data:text/plain,boat\""));
        this.sql
                .sql("update replicate_inbox set state = 'OUTPUTS', attempt = " + FAST.maxAttempts())
                .update();
        node.start();

        awaitState("p1", "PARKED");
        assertThat(lastError("p1")).contains("The process ended");
        assertThat(this.events).isEmpty();
        assertThat(files("p1")).isEmpty();
    }

    @Test
    void interruptionWithoutAShutdownCountsAsAFailure() {
        OutputStore interrupted = file -> {
            throw new IOException("cancelled by the store", new InterruptedException());
        };
        Node node = outputNode(FAST.with(settings -> settings.maxAttempts(2)), interrupted)
                .start();
        node.store("p1", body("p1", "\"data:text/plain,boat\""));

        awaitState("p1", "PARKED");
        assertThat(attempt("p1")).isEqualTo(2);
    }

    @Test
    void nodeWithoutAStoreLeavesCompletionsToTheOthers() {
        outputNode().store("p1", body("p1", "\"data:text/plain,boat\""));
        this.sql.sql("update replicate_inbox set state = 'OUTPUTS'").update();
        new InboxOperations(node().database).skipOutputs();

        assertThat(state("p1")).isEqualTo("OUTPUTS");
    }

    @Test
    void failureOfTheDatabaseIsNoAttempt() {
        InterceptedDataSource pool = new InterceptedDataSource(this.testDatabase.node(6));
        AtomicInteger failures = new AtomicInteger();
        pool.hook(statement -> {
            if (statement.contains("outputs = ?") && failures.incrementAndGet() <= 2) {
                throw new SQLException("The database is read-only");
            }
        });
        OutputRetention outputs =
                OutputRetention.of(new FolderOutputStore(this.folder), () -> this.client, OutputSettings.DEFAULT);
        Node node = new Node(pool, FAST.with(settings -> settings.maxAttempts(1)), event -> {}, outputs).start();
        node.store("p1", body("p1", "\"data:text/plain,boat\""));
        for (int i = 1; i <= 2; i++) {
            int failed = i;
            await().atMost(TIMEOUT).until(() -> failures.get() == failed && attempt("p1") == 0);
            assertThat(state("p1")).isEqualTo("OUTPUTS");
            makeOutputsDue();
        }

        awaitState("p1", "DONE");
        assertThat(failures).hasValueGreaterThan(2);
        assertThat(row("p1")).containsEntry("last_error", null);
    }
}
