/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmulatorClockTests {

    private final EmulatorClock manual = EmulatorClock.manual(Instant.EPOCH);

    private final List<String> ran = new ArrayList<>();

    @Test
    void manualClockRunsDueTasksInOrderAtTheirTime() {
        at(3, "c");
        at(1, "a");
        at(2, "b");
        at(2, "b again");
        at(9, "never");

        this.manual.advance(Duration.ofSeconds(5));

        assertThat(this.ran).containsExactly("a at 1", "b at 2", "b again at 2", "c at 3");
        assertThat(this.manual.now()).isEqualTo(Instant.ofEpochSecond(5));
    }

    @Test
    void manualClockRunsTasksScheduledWhileItAdvances() {
        this.manual.schedule(() -> at(1, "second"), Duration.ofSeconds(1));

        this.manual.advance(Duration.ofSeconds(2));

        assertThat(this.ran).containsExactly("second at 2");
    }

    @Test
    void manualClockDoesNotMoveOnItsOwn() {
        at(0, "now");

        assertThat(this.ran).isEmpty();
        this.manual.advance(Duration.ZERO);
        assertThat(this.ran).containsExactly("now at 0");
    }

    @Test
    void manualClockWaitsForFutures() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        at(1, "a");
        this.manual.holdUntil(done);

        new Thread(() -> {
                    at(0, "meanwhile");
                    done.complete(null);
                })
                .start();
        this.manual.advance(Duration.ofSeconds(1));

        assertThat(this.ran).containsExactly("meanwhile at 0", "a at 1");
    }

    @Test
    void manualClockLimitsTheWaitForFutures() {
        EmulatorClock impatient = new ManualClock(Instant.EPOCH, Duration.ofMillis(1));
        impatient.holdUntil(new CompletableFuture<>());
        impatient.schedule(() -> this.ran.add("a"), Duration.ofSeconds(1));

        impatient.advance(Duration.ofSeconds(1));

        assertThat(this.ran).containsExactly("a");
    }

    @Test
    void taskCanBeCancelled() {
        EmulatorClock.Timer timer = this.manual.schedule(() -> this.ran.add("x"), Duration.ofSeconds(1));
        timer.cancel();
        timer.cancel();

        this.manual.advance(Duration.ofSeconds(1));

        assertThat(this.ran).isEmpty();
    }

    @Test
    void rejectsNegativeDurations() {
        assertThatIllegalArgumentException().isThrownBy(() -> this.manual.advance(Duration.ofSeconds(-1)));
    }

    @Test
    void systemClockCannotBeAdvanced() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);

        EmulatorClock.system().schedule(done::countDown, Duration.ofMillis(1));

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> EmulatorClock.system().advance(Duration.ofSeconds(1)))
                .withMessageContaining("EmulatorClock.manual()");
    }

    private void at(int seconds, String name) {
        this.manual.schedule(
                () -> this.ran.add(name + " at " + this.manual.now().getEpochSecond()), Duration.ofSeconds(seconds));
    }
}
