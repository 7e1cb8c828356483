/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.InterceptedDataSource;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class ProcessingTests extends InboxTestBase {

    private static final Duration LEASE = Duration.ofSeconds(30);

    ProcessingTests(TestDatabase testDatabase) {
        super(testDatabase);
    }

    @Test
    void threeNodesProcessEachCompletionOnce() {
        List<Node> nodes = List.of(node().start(), node().start(), node().start());
        int completions = 300;
        for (int i = 0; i < completions; i++) {
            nodes.get(i % 3).store("p" + i);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> nodes.get(0).inbox.statistics().pending() == 0);
        assertThat(effects()).hasSize(completions).doesNotHaveDuplicates();
    }

    @Test
    void aNodeProcessesWhatAnotherNodeHasStored() {
        node().store("p1");
        node().start();
        awaitState("p1", "DONE");
        assertThat(effects()).containsExactly("p1");
    }

    @Test
    void aFailureRollsBackTheEffectsAndIsRetried() {
        AtomicInteger calls = new AtomicInteger();
        Node node = node(event -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("fails once");
                    }
                })
                .start();
        node.store("p1");
        await().until(() -> row("p1").get("last_error") != null);
        assertThat(effects()).isEmpty();
        assertThat(row("p1").get("last_error")).isEqualTo("IllegalStateException: fails once");
        awaitState("p1", "DONE");
        assertThat(effects()).containsExactly("p1");
        assertThat(attempt("p1")).isEqualTo(2);
        assertThat(row("p1").get("last_error")).isNull();
    }

    @Test
    void theDelayDoublesWithEachAttemptUpToFiveMinutes() {
        assertThat(IntStream.of(1, 2, 3, 9, 10, 1_000).mapToObj(FailedAttempts::backoff))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 256L, 300L, 300L);
        Node node = node(event -> {
                    throw new IllegalStateException("fails");
                })
                .start();
        this.sql
                .sql(
                        "insert into replicate_inbox (event_key, task_type, source, webhook_id, payload, attempt) values"
                                + " ('completed:p1', 'PREDICTION', 'WEBHOOK', 'm1', '{\"id\":\"p1\",\"status\":\"failed\"}', 6)")
                .update();
        await().until(() -> attempt("p1") == 7 && row("p1").get("last_error") != null);
        assertThat(this.sql
                        .sql("select " + node.database.dialect().millisSince("due_at") + " from replicate_inbox")
                        .query(Long.class)
                        .single())
                .isBetween(-64_000L, -20_000L);
    }

    @Test
    void aCompletionIsParkedAfterTheLastAttempt() {
        Node node = new Node(4, FAST.with(settings -> settings.maxAttempts(3)), event -> {
                    throw new IllegalStateException(
                            "no access to https://cdn.example.com/a/b.png?signature=abc with r8_secrettoken\0");
                })
                .start();
        node.store("p1");
        // After delays of 1 and 2 seconds. To make it due earlier could end the lease of an attempt, which then counts
        // twice.
        await().atMost(Duration.ofMinutes(1)).until(() -> state("p1").equals("PARKED"));
        assertThat(node.inbox.parked(10)).singleElement().satisfies(parked -> {
            assertThat(parked.key()).isEqualTo(Completions.key("p1"));
            assertThat(parked.attempts()).isEqualTo(3);
            assertThat(parked.lastError())
                    .isEqualTo("IllegalStateException: no access to https://cdn.example.com/***/b.png?*** with r8_***");
        });
        assertThat(row("p1").get("payload")).isNotNull();
        assertThat(effects()).isEmpty();
        assertThat(node.store("p1")).as("a repeated delivery is a duplicate").isFalse();
    }

    @Test
    void aCompletionIsNotParkedBecauseTheDatabaseFailsBeforeListenersAreCalled() {
        InterceptedDataSource pool = new InterceptedDataSource(this.testDatabase.node(6));
        AtomicInteger failures = new AtomicInteger();
        pool.hook(call -> {
            if (call.startsWith("select task_type")) {
                failures.incrementAndGet();
                throw new SQLException("The column does not exist");
            }
        });
        Node node = new Node(pool, FAST.with(settings -> settings.maxAttempts(1)), event -> {}).start();
        node.store("p1");
        for (int i = 1; i <= 2; i++) {
            int failed = i;
            await().until(() -> failures.get() == failed);
            await().until(() -> attempt("p1") == 0);
            assertThat(state("p1")).isEqualTo("NEW");
            if (i == 2) {
                pool.hook(call -> {});
            }
            makeDue();
        }
        awaitState("p1", "DONE");
        assertThat(attempt("p1")).isOne();
    }

    @Test
    void aLongErrorIsTruncated() {
        assertThat(FailedAttempts.error(new IllegalStateException("x".repeat(10_000))))
                .hasSize(500);
        assertThat(FailedAttempts.error(new IllegalStateException("outer", new RuntimeException("inner"))))
                .isEqualTo("IllegalStateException: outer; cause: RuntimeException: inner");
    }

    @Test
    void aCompletionIsParkedWithoutCallingListenersIfEachAttemptEndedItsProcess() {
        Node dying = node();
        dying.store("p1");
        for (int attempt = 1; attempt <= FAST.maxAttempts(); attempt++) {
            assertThat(dying.table.claim(1, LEASE))
                    .containsExactly(new Claim(Completions.key("p1"), attempt, attempt, EventSource.WEBHOOK));
            makeDue();
        }
        Node node = node().start();
        awaitState("p1", "PARKED");
        assertThat(this.received).isEmpty();
        assertThat(node.inbox.parked(1).get(0).lastError()).contains("The process ended");
    }

    @Test
    void aLateOwnerCommitsNothing() {
        Node late = node();
        Node other = node();
        late.store("p1");
        Claim first = late.table.claim(10, LEASE).get(0);
        assertThat(other.table.claim(10, LEASE)).as("reserved").isEmpty();
        makeDue();
        assertThat(late.database.inTransaction(() -> late.table.lock(first)))
                .as("expired")
                .isEmpty();
        Claim second = other.table.claim(10, LEASE).get(0);
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(late.database.inTransaction(() -> late.table.lock(first)))
                .as("reserved by another node")
                .isEmpty();
        assertThat(late.table.retry(first, LEASE, "late")).isFalse();
        assertThat(late.table.park(first, "late")).isFalse();
        assertThat(late.table.release(first, Duration.ZERO)).isFalse();
        other.database.inTransaction(() -> {
            assertThat(other.table.lock(second)).isPresent();
            other.table.complete(second);
            return true;
        });
        assertThat(state("p1")).isEqualTo("DONE");
    }

    /** Both claims are the first attempt, because a released one does not count. */
    @Test
    void aLateOwnerDoesNotChangeALaterClaim() {
        Node late = node();
        Node other = node();
        late.store("p1");
        Claim first = late.table.claim(1, LEASE).get(0);
        assertThat(late.table.release(first, Duration.ZERO)).isTrue();
        Claim second = other.table.claim(1, LEASE).get(0);
        assertThat(second.attempt()).isEqualTo(first.attempt());

        assertThat(late.table.retry(first, LEASE, "late")).isFalse();
        assertThat(late.table.park(first, "late")).isFalse();
        assertThat(late.table.release(first, Duration.ZERO)).isFalse();
        assertThat(other.table.renew(second, LEASE)).isTrue();
    }

    @Test
    void aCompletionIsNotReservedWhileItsListenersRunLongerThanTheLease() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Node slow = new Node(4, FAST.with(settings -> settings.lease(Duration.ofSeconds(1))), event -> {
                    running.countDown();
                    awaitLatch(finish);
                })
                .start();
        slow.store("p1");
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        Node other = node();
        await().until(() -> this.sql
                        .sql("select " + other.database.dialect().millisSince("due_at") + " from replicate_inbox")
                        .query(Long.class)
                        .single()
                > 100);
        assertThat(other.table.claim(10, LEASE)).isEmpty();
        finish.countDown();
        awaitState("p1", "DONE");
        assertThat(attempt("p1")).isOne();
    }

    @Test
    void aListenerThatHangsBlocksNeitherStoringNorOtherCompletions() {
        CountDownLatch finish = new CountDownLatch(1);
        Node node = node(event -> {
                    if (event.subject().id().equals("hangs")) {
                        awaitLatch(finish);
                    }
                })
                .start();
        node.store("hangs");
        await().until(() -> attempt("hangs") == 1);
        Node other = node().start();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            long start = System.nanoTime();
            assertThat(other.store("hangs")).isFalse();
            assertThat(node.store("hangs")).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        });
        for (int i = 0; i < 20; i++) {
            (i % 2 == 0 ? node : other).store("p" + i);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> this.received.size() == 20);
        finish.countDown();
        awaitState("hangs", "DONE");
        assertThat(effects()).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    void anotherNodeProcessesCompletionsWhileAllWorkersOfANodeHang() {
        CountDownLatch finish = new CountDownLatch(1);
        Node hanging = new Node(4, FAST.with(settings -> settings.workers(1)), event -> awaitLatch(finish)).start();
        hanging.store("hangs");
        await().until(() -> attempt("hangs") == 1);
        for (int i = 0; i < 5; i++) {
            hanging.store("p" + i);
        }
        node().start();
        await().atMost(Duration.ofSeconds(20)).until(() -> this.received.size() == 5);
        finish.countDown();
        awaitState("hangs", "DONE");
    }

    @Test
    void aDueRetryDoesNotKeepTheDispatcherBusyWhileAllWorkersAreBusy() {
        Node node = node();
        node.store("p1");
        CountDownLatch finish = new CountDownLatch(1);
        CountDownLatch retryIsDue = new CountDownLatch(1);
        AtomicInteger rounds = new AtomicInteger();
        InboxDispatcher dispatcher = new InboxDispatcher(
                FAST.with(settings -> settings.workers(1)),
                Stage.LISTENERS,
                node.table,
                () -> rounds.incrementAndGet() < 0,
                outage -> (claim, retryIn) -> {
                    retryIn.accept(Duration.ZERO);
                    retryIsDue.countDown();
                    awaitLatch(finish);
                });
        dispatcher.start();
        try {
            awaitLatch(retryIsDue);
            await().during(Duration.ofSeconds(1)).until(() -> rounds.get() < 100);
        } finally {
            finish.countDown();
            dispatcher.close(System.nanoTime() + Duration.ofSeconds(5).toNanos());
        }
    }

    @Test
    void twoConnectionsSuffice() {
        Node node = new Node(2, FAST, event -> {}).start();
        for (int i = 0; i < 60; i++) {
            node.store("p" + i);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> this.received.size() == 60);
        await().until(() -> node.inbox.statistics().pending() == 0);
        assertThat(effects()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void aTransactionThatAListenerMarkedForRollbackIsRetried() {
        AtomicInteger calls = new AtomicInteger();
        Node[] node = new Node[1];
        node[0] = node(event -> {
            if (calls.incrementAndGet() == 1) {
                try {
                    node[0].database.inTransaction(() -> {
                        throw new IllegalStateException("inner");
                    });
                } catch (IllegalStateException ex) {
                    // As a listener that swallows the failure of a service.
                }
            }
        });
        node[0].start();
        node[0].store("p1");
        awaitState("p1", "DONE");
        assertThat(effects()).containsExactly("p1");
        assertThat(calls).hasValue(2);
    }

    @Test
    void anUnreadablePayloadIsRetriedAndThenParked() {
        Node node = new Node(4, FAST.with(settings -> settings.maxAttempts(1)), WebhookEvent::subject);
        node.store("p1");
        this.sql.sql("update replicate_inbox set payload = '{}'").update();
        node.start();
        awaitState("p1", "PARKED");
        assertThat(row("p1").get("last_error").toString()).contains("UnreadableJsonException");
    }

    static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not released");
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ex);
        }
    }
}
