/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.replicate4j.jdbc.testing.CapturedLog;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.InterceptedDataSource;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

abstract class OperationsTests extends InboxTestBase {

    private static final InboxSettings ONE_ATTEMPT = FAST.with(settings -> settings.maxAttempts(1));

    OperationsTests(TestDatabase testDatabase) {
        super(testDatabase);
    }

    @Test
    void parkedCompletionsAreReplayed() {
        AtomicInteger failures = new AtomicInteger(3);
        Node node = new Node(4, ONE_ATTEMPT, event -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not yet");
                    }
                })
                .start();
        node.store("p1");
        awaitState("p1", "PARKED");
        node.store("p2");
        awaitState("p2", "PARKED");
        node.store("p3");
        awaitState("p3", "PARKED");
        assertThat(node.inbox.parked(2))
                .extracting(ParkedCompletion::key)
                .containsExactly("completed:p1", "completed:p2");
        assertThat(node.inbox.replay("completed:p1")).isTrue();
        awaitState("p1", "DONE");
        assertThat(attempt("p1")).isOne();
        assertThat(node.inbox.replay("completed:p1")).isFalse();
        assertThat(node.inbox.replay("completed:unknown")).isFalse();
        assertThat(node.inbox.replayAll()).isEqualTo(2);
        awaitState("p2", "DONE");
        awaitState("p3", "DONE");
        assertThat(node.inbox.replayAll()).isZero();
        assertThat(effects()).containsExactly("p1", "p2", "p3");
    }

    @Test
    void aDiscardedCompletionIsNotProcessedAgain() {
        Node node = new Node(4, ONE_ATTEMPT, event -> {
                    throw new IllegalStateException("never");
                })
                .start();
        node.store("p1");
        awaitState("p1", "PARKED");
        assertThat(node.inbox.discard("completed:p1")).isTrue();
        assertThat(node.inbox.discard("completed:p1")).isFalse();
        assertThat(row("p1").get("payload")).isNull();
        assertThat(node.store("p1")).isFalse();
        assertThat(node.inbox.statistics()).isEqualTo(new InboxStatistics(0, Duration.ZERO, 0));
    }

    @Test
    void statisticsCountPendingAndParkedCompletionsInOneQuery() {
        InterceptedDataSource pool = new InterceptedDataSource(this.testDatabase.node(2));
        Node node = new Node(pool, FAST, event -> {});
        assertThat(node.inbox.statistics()).isEqualTo(new InboxStatistics(0, Duration.ZERO, 0));
        insert("old", "NEW", 600);
        insert("new", "NEW", 60);
        insert("parked", "PARKED", 900);
        insert("done", "DONE", 900);
        pool.statements().clear();
        InboxStatistics statistics = node.inbox.statistics();
        assertThat(statistics.pending()).isEqualTo(2);
        assertThat(statistics.parked()).isOne();
        assertThat(statistics.oldestPendingAge()).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(700));
        assertThat(pool.statements()).hasSize(1);
    }

    @Test
    void onlyCompletionsThatWereProcessedBeforeTheRetentionArePurged() {
        Node node = node();
        insert("recent", "DONE", 23 * 3600);
        insert("pending", "NEW", 100 * 3600);
        insert("parked", "PARKED", 100 * 3600);
        for (int i = 0; i < 2_100; i++) {
            insert("old" + i, "DONE", 25 * 3600);
        }
        node.inbox.purge();
        assertThat(this.sql
                        .sql("select event_key from replicate_inbox")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("completed:recent", "completed:pending", "completed:parked");
    }

    @Test
    void completionsThatOnlyANewerVersionCanReadAreLeftToItsInstances() {
        insert("newer", "NEW", 60);
        insert("parked", "PARKED", 60);
        this.sql
                .sql("update replicate_inbox set source = 'NEWER', due_at = received_at")
                .update();
        insert("other", "NEW", 60);
        this.sql
                .sql("update replicate_inbox set task_type = 'NEWER', due_at = received_at where source <> 'NEWER'")
                .update();
        Node node = node().start();
        node.store("p1");
        awaitState("p1", "DONE");
        assertThat(List.of(state("newer"), state("other"))).containsOnly("NEW");
        assertThat(List.of(attempt("newer"), attempt("other"))).containsOnly(0);
        assertThat(node.inbox.parked(10)).isEmpty();
        assertThat(node.inbox.statistics().parked()).isOne();
    }

    private void insert(String id, String state, int secondsAgo) {
        String time = this.dialect.nowPlusMillis("-" + secondsAgo * 1_000L);
        this.sql
                .sql(
                        "insert into replicate_inbox (event_key, task_type, source, webhook_id, state, received_at, done_at,"
                                + " due_at) values (:key, 'PREDICTION', 'WEBHOOK', 'm', :state, " + time + ", " + time
                                + ", null)")
                .param("key", Completions.key(id))
                .param("state", state)
                .update();
    }

    /** Clocks of nodes can therefore differ by any time. */
    @Test
    void noTimeOfJavaIsAParameterOfAStatement() {
        InterceptedDataSource pool = new InterceptedDataSource(this.testDatabase.node(6));
        AtomicInteger calls = new AtomicInteger();
        Node node = new Node(pool, FAST.with(settings -> settings.maxAttempts(2)), event -> {
                    if (event.subject().id().equals("fails") || calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("fails");
                    }
                })
                .start();
        node.store("p1");
        node.store("fails");
        awaitState("p1", "DONE");
        awaitState("fails", "PARKED");
        node.inbox.parked(10);
        node.inbox.replay("completed:fails");
        node.inbox.replayAll();
        node.inbox.discard("completed:fails");
        node.inbox.statistics();
        node.inbox.purge();
        assertThat(pool.statements()).hasSizeGreaterThan(10);
        assertThat(pool.parameters())
                .isNotEmpty()
                .allSatisfy(parameter -> assertThat(parameter)
                        .isNotInstanceOfAny(Date.class, java.time.temporal.Temporal.class, Calendar.class));
        long now = Instant.now().toEpochMilli();
        assertThat(pool.parameters().stream().filter(Long.class::isInstance).map(Long.class::cast))
                .as("durations, not times")
                .allMatch(number -> number < now / 10);
    }

    @Test
    void anIdleNodeQueriesOncePerInterval() {
        InterceptedDataSource pool = new InterceptedDataSource(this.testDatabase.node(2));
        new Node(pool, FAST, event -> {}).start();
        await().until(() -> pool.connections() > 3);
        int before = pool.connections();
        long start = System.nanoTime();
        await().until(() -> pool.connections() >= before + 10);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(9 * 160));
    }

    @Test
    void anOutageOfTheDatabaseIsLoggedOnceAndSurvived() {
        InterceptedDataSource pool = new InterceptedDataSource(this.testDatabase.node(3));
        Node node = new Node(pool, FAST, event -> {}).start();
        node.store("p1");
        awaitState("p1", "DONE");
        try (CapturedLog log = CapturedLog.of("io.github.replicate4j.jdbc", pool::isUsedBy)) {
            pool.available(false);
            int before = pool.connections();
            assertThatException().as("Replicate delivers it again").isThrownBy(() -> node.store("p2"));
            await().atMost(Duration.ofSeconds(20)).until(() -> pool.connections() >= before + 4);
            pool.available(true);
            node.store("p2");
            await().atMost(Duration.ofSeconds(30)).until(() -> state("p2").equals("DONE"));
            assertThat(log.events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
            assertThat(log.events().get(0).getFormattedMessage())
                    .startsWith("Stored webhooks are not processed by this instance")
                    .doesNotContain("r8_secret");
            assertThat(log.events().get(1).getFormattedMessage()).startsWith("The database works again after");
        }
    }

    @Test
    void closingWaitsForListenersAndReleasesOtherCompletions() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Node node = new Node(4, FAST.with(settings -> settings.workers(1)), event -> {
                    running.countDown();
                    ProcessingTests.awaitLatch(finish);
                })
                .start();
        node.store("running");
        ProcessingTests.awaitLatch(running);
        for (int i = 0; i < 3; i++) {
            node.store("p" + i);
        }
        Thread closing = new Thread(node.inbox::close);
        closing.start();
        finish.countDown();
        closing.join();
        assertThat(state("running")).isEqualTo("DONE");
        node.store("later");
        assertThat(this.sql
                        .sql("select count(*) from replicate_inbox where state = 'NEW' and due_at > "
                                + this.dialect.now())
                        .query(Long.class)
                        .single())
                .as("nothing is reserved for the closed node")
                .isZero();
        node().start();
        awaitState("later", "DONE");
    }

    @Test
    void closingIsBoundedIfAListenerHangs() {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Node node = new Node(4, FAST.with(settings -> settings.shutdownTimeout(Duration.ofMillis(300))), event -> {
                    running.countDown();
                    ProcessingTests.awaitLatch(never);
                })
                .start();
        node.store("p1");
        ProcessingTests.awaitLatch(running);
        long start = System.nanoTime();
        node.inbox.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        await().until(() -> "IllegalStateException: interrupted; cause: InterruptedException"
                .equals(String.valueOf(row("p1").get("last_error")).replace("java.lang.", "")));
        assertThat(effects()).isEmpty();
    }

    @Test
    void anInboxIsStartedOnce() {
        JdbcWebhookInbox inbox = node().start().inbox;
        assertThatIllegalStateException().isThrownBy(inbox::start);
        inbox.close();
        inbox.close();
        assertThatIllegalStateException().isThrownBy(inbox::start);
        assertThatIllegalArgumentException().isThrownBy(() -> inbox.parked(0));
    }
}
