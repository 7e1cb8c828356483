/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.IncompleteEventPublications;

/** Tests for the guarantees of listeners with an inbox in the database. */
class DurableListenerTests {

    private static Instance start(String database) {
        return Instance.start(database, "spring.profiles.active=durable");
    }

    private static long published(Instance instance, String condition) {
        return instance.bean(JdbcClient.class)
                .sql("select count(*) from event_publication where " + condition)
                .query(Long.class)
                .single();
    }

    @Test
    void moduleListenersRunAfterTheCommitAndAreRetried() {
        try (Instance instance = start("module")) {
            instance.recorder().fail("billing");
            assertThat(instance.sendCompleted("a")).isEqualTo(204);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(published(instance, "completion_date is null"))
                            .isEqualTo(1));
            instance.recorder().recover("billing");
            instance.bean(IncompleteEventPublications.class).resubmitIncompletePublications(any -> true);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(instance.recorder().done()).containsOnlyOnce("billing a"));
            assertThat(instance.sendCompleted("a")).isEqualTo(204);
            assertThat(instance.recorder().done()).containsOnlyOnce("archive a").containsOnlyOnce("billing a");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(published(instance, "completion_date is null"))
                            .isZero());
        }
    }

    @Test
    void failedListenerRollsBackAllWork() {
        try (Instance instance = start("failing")) {
            instance.recorder().fail("archive");
            assertThat(instance.sendCompleted("a")).isEqualTo(500);
            assertThat(published(instance, "true")).isZero();
            assertThat(instance.recorder().done()).doesNotContain("cache a", "billing a");
            instance.recorder().recover("archive");
            assertThat(instance.sendCompleted("a")).isEqualTo(204);
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(instance.recorder().done()).contains("archive a", "cache a", "billing a"));
        }
    }

    @Test
    void threeInstancesProcessACompletionOnce() throws Exception {
        try (Instance one = start("three");
                Instance two = start("three");
                Instance three = start("three")) {
            List<Instance> all = List.of(one, two, three);
            ExecutorService senders = Executors.newFixedThreadPool(20);
            CyclicBarrier together = new CyclicBarrier(20);
            try {
                List<Future<Integer>> statuses = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    Instance to = all.get(i % 3);
                    boolean waits = i < 20;
                    statuses.add(senders.submit(() -> {
                        if (waits) {
                            together.await(20, TimeUnit.SECONDS);
                        }
                        return to.sendCompleted("a");
                    }));
                }
                List<Integer> received = new ArrayList<>();
                for (Future<Integer> status : statuses) {
                    received.add(status.get());
                }
                // Replicate delivers again after a 409, as the last delivery below.
                assertThat(received).contains(204).isSubsetOf(204, 409);
            } finally {
                senders.shutdownNow();
            }
            List<String> done = new ArrayList<>();
            all.forEach(each -> done.addAll(each.recorder().done()));
            assertThat(done).containsOnlyOnce("archive a");
            // A further delivery has no effect, because the commit has recorded the completion.
            assertThat(three.sendCompleted("a")).isEqualTo(204);
            assertThat(done).containsOnlyOnce("archive a");
        }
    }

    @Test
    void copiesDoNotWaitWhileAListenerHangs() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (Instance one = start("hanging");
                Instance two = start("hanging")) {
            one.recorder().beforeEach(() -> {
                begun.countDown();
                await(release);
            });
            Future<Integer> hanging = sender.submit(() -> one.sendCompleted("a"));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            // More copies than there are connections.
            for (int i = 0; i < 15; i++) {
                assertThat(two.sendCompleted("a")).isEqualTo(409);
                assertThat(one.sendCompleted("a")).isEqualTo(409);
            }
            assertThat(two.sendCompleted("b")).isEqualTo(204);
            release.countDown();
            assertThat(hanging.get(20, TimeUnit.SECONDS)).isEqualTo(204);
            assertThat(two.sendCompleted("a")).isEqualTo(204);
            assertThat(one.recorder().done()).containsOnlyOnce("archive a");
            assertThat(two.recorder().done()).doesNotContain("archive a");
        } finally {
            release.countDown();
            sender.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void nextInstanceProcessesUnfinishedWork() throws SQLException {
        try (Instance instance = start("killed")) {
            try (Connection killed = instance.bean(DataSource.class).getConnection()) {
                killed.setAutoCommit(false);
                try (PreparedStatement insert = killed.prepareStatement(
                        "insert into webhook_inbox values ('completed:a', current_timestamp)")) {
                    insert.executeUpdate();
                }
                // The database rolls back a transaction whose connection is closed.
                killed.rollback();
            }
            assertThat(instance.sendCompleted("a")).isEqualTo(204);
            assertThat(instance.recorder().done()).contains("archive a");
        }
    }

    @Test
    void responds503WithoutItsTable() {
        try (Instance instance = start("down")) {
            instance.bean(JdbcClient.class).sql("drop table webhook_inbox").update();
            assertThat(instance.sendCompleted("a")).isEqualTo(503);
            assertThat(instance.recorder().done()).isEmpty();
            instance.bean(JdbcClient.class)
                    .sql("create table webhook_inbox (inbox_key varchar(300) primary key, processed_at timestamp)")
                    .update();
            assertThat(instance.sendCompleted("a")).isEqualTo(204);
            assertThat(instance.recorder().done()).contains("archive a");
        }
    }
}
