/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.jdbc.testing.InterceptedDataSource;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeasesTests extends InboxTestBase {

    private static final Duration LEASE = Duration.ofMillis(300);

    private static final Duration LEASE_WITH_PROGRESS = Duration.ofSeconds(3);

    LeasesTests() {
        super(TestDatabase.h2());
    }

    @Test
    void renewalNeverFollowsTheEndOfTheLease() throws Exception {
        InterceptedDataSource pool = new InterceptedDataSource(this.testDatabase.node(6));
        Node node = new Node(pool, FAST, event -> {});
        node.store("p1");
        Claim claim = node.table.claim(1, LEASE).get(0);
        CountDownLatch renewing = new CountDownLatch(1);
        CountDownLatch resumed = new CountDownLatch(1);
        Leases leases = new Leases(node.table, LEASE, Duration.ofHours(1));
        pool.hook(statement -> {
            if (Thread.currentThread().getName().startsWith("replicate-inbox-lease-")) {
                renewing.countDown();
                await().until(() -> resumed.await(1, TimeUnit.MINUTES));
            }
        });
        Leases.Lease lease = leases.renew(claim);
        renewing.await();
        Thread failing = new Thread(() -> {
            lease.close();
            node.table.retry(claim, Duration.ofHours(1), "failed");
        });
        failing.start();
        await().until(() -> !failing.isAlive() || failing.getState() == Thread.State.BLOCKED);
        resumed.countDown();
        failing.join();
        leases.close();

        await().during(LEASE.multipliedBy(2)).until(() -> node.table.claim(1, LEASE), List::isEmpty);
    }

    /** An interrupt in a statement closes a database in files. */
    @Test
    void aRenewalIsNotInterruptedWhenTheInboxIsClosed() throws Exception {
        InterceptedDataSource pool = new InterceptedDataSource(this.testDatabase.node(6));
        Node node = new Node(pool, FAST, event -> {});
        node.store("p1");
        Claim claim = node.table.claim(1, LEASE).get(0);
        CountDownLatch renewing = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        CompletableFuture<Boolean> completed = new CompletableFuture<>();
        Leases leases = new Leases(node.table, LEASE, Duration.ofHours(1));
        pool.hook(statement -> {
            if (Thread.currentThread().getName().startsWith("replicate-inbox-lease-")) {
                renewing.countDown();
                try {
                    closing.await();
                    completed.complete(true);
                } catch (InterruptedException ex) {
                    completed.complete(false);
                }
            }
        });
        Leases.Lease lease = leases.renew(claim);
        renewing.await();
        Thread closer = new Thread(leases::close);
        closer.start();
        await().until(() -> completed.isDone() || closer.getState() == Thread.State.TIMED_WAITING);
        closing.countDown();
        closer.join();
        lease.close();

        assertThat(completed.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void leaseOfAHungStoreExpires() {
        Node node = node();
        node.store("p1");
        Claim claim = node.table.claim(1, LEASE).get(0);
        Leases leases = new Leases(node.table, LEASE, Duration.ofSeconds(1));
        Leases.Lease lease = leases.renew(claim);

        await().until(() -> node.table.claim(1, LEASE), claims -> !claims.isEmpty());
        lease.close();
        leases.close();
    }

    @Test
    void leaseIsRenewedWhileThereIsProgress() {
        Node node = node();
        node.store("p1");
        Claim claim = node.table.claim(1, LEASE_WITH_PROGRESS).get(0);
        Leases leases = new Leases(node.table, LEASE_WITH_PROGRESS, Duration.ofSeconds(2));
        try (Leases.Lease lease = leases.renew(claim)) {
            await().during(LEASE_WITH_PROGRESS.plusSeconds(1))
                    .until(() -> lease.isHeld() && node.table.claim(1, LEASE).isEmpty());
        }
        leases.close();
    }
}
