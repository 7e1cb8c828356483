/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Flux;

/**
 * Nodes on one database are killed or stopped while webhooks arrive: each acknowledged completion has exactly one effect in the
 * database. A webhook that the sender gave up is the reconciler's work and is not counted here.
 */
@Order(1)
class ClusterTests {

    private static final String RUNNING_NODE = "health";

    private static TestDatabase database;

    private static NodeProcess first;

    private static NodeProcess second;

    @BeforeAll
    static void startNodes() throws IOException {
        database = newDatabase();
        first = new NodeProcess(database);
        second = new NodeProcess(database);
    }

    @AfterAll
    static void endNodes() {
        first.close();
        second.close();
        database.close();
    }

    @Test
    void aKilledNodeLosesAndRepeatsNothing() throws Exception {
        ClusterSender sender = new ClusterSender(0.1);
        awaitNodes(sender, first, second);
        List<CompletableFuture<Boolean>> deliveries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            send(sender, i, List.of(first, second), deliveries);
            if (i == 100) {
                // Others are being delivered or processed.
                await().until(() -> sender.acknowledged.size() > 50);
                first.kill();
            }
            if (i == 120) {
                first.start();
            }
        }
        // The lease of what the killed node has claimed ends in the database.
        check(database, sender, deliveries, Duration.ofSeconds(20), true);
    }

    /**
     * Sizes are system properties: {@code replicate4j.cluster.webhooks} and the seconds between kills and of the outage.
     */
    @Test
    @EnabledIfSystemProperty(named = "replicate4j.stress", matches = "true")
    void killedAndStoppedNodesLoseAndRepeatNothing() throws Exception {
        int count = Integer.getInteger("replicate4j.cluster.webhooks", 20_000);
        int killSeconds = Integer.getInteger("replicate4j.cluster.kill", 20);
        int outageSeconds = Integer.getInteger("replicate4j.cluster.outage", 120);
        int perSecond = Integer.getInteger("replicate4j.cluster.rate", 50);
        try (NodeProcess third = new NodeProcess(database)) {
            List<NodeProcess> nodes = List.of(first, second, third);
            ClusterSender sender = new ClusterSender(1);
            awaitNodes(sender, first, second, third);
            List<CompletableFuture<Boolean>> deliveries = new ArrayList<>();
            try (Faults faults = new Faults(nodes, Duration.ofSeconds(killSeconds))) {
                faults.pauseFirstNode(Duration.ofSeconds(5), Duration.ofSeconds(40));
                faults.endAllNodes(Duration.ofSeconds(count * 2L / perSecond / 3), Duration.ofSeconds(outageSeconds));
                Flux.interval(Duration.ofNanos(1_000_000_000L / perSecond))
                        .onBackpressureBuffer()
                        .take(count)
                        .doOnNext(i -> send(sender, 1_000 + i.intValue(), nodes, deliveries))
                        .blockLast();
                faults.await();
                System.out.println("proof: webhooks " + count + " | kills " + faults.kills());
                assertThat(faults.kills()).isPositive();
            }
            check(database, sender, deliveries, Duration.ofSeconds(120), false);
        }
    }

    @Test
    void aHungListenerDelaysNoOtherNode() throws Exception {
        NodeProcess other = second;
        try (NodeProcess hung = new NodeProcess(database, "hang")) {
            ClusterSender sender = new ClusterSender(0.1);
            awaitNodes(sender, hung, other);
            for (int i = 0; i < 20; i++) {
                sender.deliver("hung-" + i, hung.port).get();
            }
            sender.responseMillis.clear();
            for (int i = 0; i < 100; i++) {
                assertThat(sender.deliver("other-" + i, other.port).get()).isTrue();
            }
            long slowest = Collections.max(sender.responseMillis);
            System.out.println("proof: 100 webhooks | slowest response beside a hung listener " + slowest + " ms");
            // A second at most on an idle machine. The listener hangs until its process is killed.
            assertThat(slowest).isLessThan(10_000);
            assertThat(database.client()
                            .sql(
                                    "select count(*) from replicate_inbox where state <> 'DONE' and event_key like '%hung-%'")
                            .query(Integer.class)
                            .single())
                    .as("completions whose listener hangs")
                    .isPositive();
        }
    }

    private static TestDatabase newDatabase() {
        TestDatabase database = TestDatabase.postgres();
        database.sharedDatabase(2);
        database.client().sql("create table effects (id varchar(40))").update();
        return database;
    }

    private static void awaitNodes(ClusterSender sender, NodeProcess... nodes) {
        for (NodeProcess node : nodes) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sender.deliver(RUNNING_NODE, node.port).get());
        }
    }

    /** Deliver a completion to one node, and every fifth one to two nodes. */
    private static void send(
            ClusterSender sender, int i, List<NodeProcess> nodes, List<CompletableFuture<Boolean>> deliveries) {
        deliveries.add(sender.deliver("p" + i, nodes.get(i % nodes.size()).port));
        if (i % 5 == 0) {
            deliveries.add(sender.deliver("p" + i, nodes.get((i + 1) % nodes.size()).port));
        }
    }

    private static void check(
            TestDatabase database,
            ClusterSender sender,
            List<CompletableFuture<Boolean>> deliveries,
            Duration timeout,
            boolean endLeases) {
        deliveries.forEach(CompletableFuture::join);
        JdbcClient rows = database.client();
        if (endLeases) {
            rows.sql("update replicate_inbox set due_at = now() where state <> 'DONE'")
                    .update();
        }
        await().atMost(timeout)
                .until(() -> rows.sql("select count(*) from replicate_inbox where state <> 'DONE'")
                                .query(Integer.class)
                                .single()
                        == 0);
        List<String> effects =
                rows.sql("select id from effects").query(String.class).list();
        Set<String> found = new HashSet<>(effects);
        long lost =
                sender.acknowledged.stream().filter(id -> !found.contains(id)).count();
        System.out.println("proof: acknowledged " + sender.acknowledged.size() + " | effects " + effects.size()
                + ", lost " + lost + ", duplicated " + (effects.size() - found.size()));
        assertThat(lost).isZero();
        assertThat(effects).hasSameSizeAs(found);
    }
}
