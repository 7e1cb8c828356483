/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.event.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InboxWorkersTests {

    private static final InboxSettings SETTINGS =
            InboxSettings.DEFAULT.with(settings -> settings.workers(2).batch(10).lease(Duration.ofSeconds(30)));

    private final List<Claim> processed = new CopyOnWriteArrayList<>();

    private final List<Claim> released = new CopyOnWriteArrayList<>();

    private final CountDownLatch hanging = new CountDownLatch(1);

    private final InboxWorkers workers =
            new InboxWorkers(SETTINGS, Stage.LISTENERS, this::process, this.released::add, () -> {});

    private void process(Claim claim) {
        if (claim.key().startsWith("hangs")) {
            ProcessingTests.awaitLatch(this.hanging);
        }
        this.processed.add(claim);
    }

    @AfterEach
    void close() {
        this.hanging.countDown();
        close(Duration.ofSeconds(5));
    }

    private void close(Duration timeout) {
        this.workers.close(System.nanoTime() + timeout.toNanos());
    }

    @Test
    void noMoreIsReservedThanThreadsCanStartUntilListenersAreKnownToBeFast() {
        assertThat(this.workers.capacity()).isEqualTo(2);
        submit(0, "hangs1");
        assertThat(this.workers.capacity()).isEqualTo(1);
        submit(0, "fast");
        await().until(() -> this.workers.capacity() == 10);
    }

    @Test
    void aClaimWhoseLeaseExpiredBeforeItsTurnIsReleased() {
        submit(30, "late");
        await().until(() -> this.released.contains(claim("late")));
        assertThat(this.processed).isEmpty();
        await().until(() -> this.workers.capacity() == 2);
    }

    @Test
    void claimsThatWaitBecauseAllListenersHangAreReleased() {
        submit(0, "hangs1", "hangs2", "recent");
        submit(15, "waits1", "waits2");
        this.workers.releaseDelayed();
        assertThat(this.released).containsExactly(claim("waits1"), claim("waits2"));
        assertThat(this.workers.capacity()).isZero();
        this.hanging.countDown();
        await().until(() -> this.processed.contains(claim("recent")));
    }

    @Test
    void claimsAreReleasedWhenTheyAreSubmittedWhileTheInboxIsClosed() {
        submit(0, "hangs1", "hangs2", "waits");
        this.hanging.countDown();
        close(Duration.ofSeconds(5));
        submit(0, "late");
        assertThat(this.released).contains(claim("late"));
        assertThat(this.processed.size() + this.released.size()).isEqualTo(4);
    }

    @Test
    @Timeout(60)
    void listenersAreInterruptedAtTheDeadlineOfTheInbox() {
        submit(0, "hangs1");
        this.workers.close(System.nanoTime());
        assertThat(this.hanging.getCount()).isOne();
    }

    private void submit(int secondsAgo, String... keys) {
        List<Claim> claims = List.of(keys).stream().map(key -> claim(key)).toList();
        this.workers.submit(
                claims, System.nanoTime() - Duration.ofSeconds(secondsAgo).toNanos());
    }

    private static Claim claim(String key) {
        return new Claim(key, 1, 1, EventSource.WEBHOOK);
    }
}
