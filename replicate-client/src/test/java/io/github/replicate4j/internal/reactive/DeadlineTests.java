/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.Context;

@Isolated("Changes the schedulers of Reactor")
class DeadlineTests {

    /** A clock that can be set back, as the clock of the system can. */
    private static final class AdjustableClock extends VirtualTimeScheduler {

        private long adjustment;

        AdjustableClock() {
            super(false);
        }

        @Override
        public long now(TimeUnit unit) {
            return super.now(unit) + unit.convert(this.adjustment, TimeUnit.NANOSECONDS);
        }
    }

    @AfterEach
    void useRealTime() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void clockThatIsSetBackDoesNotPostponeTheDeadline() {
        AdjustableClock clock = new AdjustableClock();
        VirtualTimeScheduler.set(clock);
        clock.advanceTimeBy(Duration.ofDays(1));
        Context context = Deadline.addTo(Context.empty(), Duration.ofMinutes(1));
        clock.advanceTimeBy(Duration.ofSeconds(10));
        assertThat(Deadline.remaining(context)).isEqualTo(Duration.ofSeconds(50));
        clock.adjustment = -Duration.ofHours(1).toNanos();
        assertThat(Deadline.remaining(context)).isEqualTo(Duration.ofSeconds(50));
        clock.advanceTimeBy(Duration.ofSeconds(50));
        assertThat(Deadline.remaining(context)).isEqualTo(Duration.ZERO);
    }
}
