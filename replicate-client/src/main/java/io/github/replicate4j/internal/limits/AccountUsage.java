/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.limits.LimitedCreate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one account uses of the limits. */
final class AccountUsage {

    private final LimitSettings settings;

    private final LongSupplier clock;

    private final Set<Slot> inFlight = new HashSet<>();

    /** The creates of the last minute, oldest first. */
    private final Deque<Slot> creates = new ArrayDeque<>();

    private final SlidingSum hour = new SlidingSum(LimitRules.HOUR.toNanos());

    private final SlidingSum day = new SlidingSum(LimitRules.DAY.toNanos());

    /**
     * Create the usage of an account.
     *
     * @param clock nanoseconds that never go backwards and never jump, whatever happens to the system clock
     */
    AccountUsage(LimitSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
    }

    synchronized CreateLimits.Reservation reserve(LimitedCreate create) {
        long now = this.clock.getAsLong();
        BigDecimal amount = create.estimatedAmount();
        LimitRules.check(this.settings, create, new UsageAt(now));
        Duration hold = LimitRules.hold(this.settings, create);
        Slot slot = new Slot(now, now + hold.toNanos(), amount, this.hour.add(now, amount), this.day.add(now, amount));
        if (this.settings.maxInFlight() != null) {
            this.inFlight.add(slot);
        }
        if (this.settings.createsPerMinute() != null) {
            this.creates.addLast(slot);
        }
        return slot;
    }

    /** The usage at one time. */
    private final class UsageAt implements LimitRules.Usage {

        private final long now;

        UsageAt(long now) {
            this.now = now;
        }

        @Override
        public long inFlight() {
            return AccountUsage.this.inFlight.size();
        }

        @Override
        public void release() {
            AccountUsage.this.inFlight.removeIf(slot -> slot.releaseAt <= this.now);
        }

        @Override
        public Duration untilRelease() {
            return Duration.ofNanos(AccountUsage.this.inFlight.stream()
                    .mapToLong(slot -> slot.releaseAt - this.now)
                    .min()
                    .orElse(0));
        }

        @Override
        public long creates(Duration window) {
            Deque<Slot> creates = AccountUsage.this.creates;
            while (!creates.isEmpty() && this.now - creates.getFirst().reservedAt >= window.toNanos()) {
                creates.removeFirst();
            }
            return creates.size();
        }

        /** There are never more creates than the maximum. */
        @Override
        public Duration untilCreatesAreBelow(Duration window, int max) {
            return Duration.ofNanos(AccountUsage.this.creates.getFirst().reservedAt + window.toNanos() - this.now);
        }

        @Override
        public BigDecimal cost(Duration window) {
            return sum(window).total(this.now);
        }

        @Override
        public Duration untilCost(Duration window, BigDecimal used, Predicate<BigDecimal> acceptable) {
            return Duration.ofNanos(sum(window).timeUntil(this.now, acceptable));
        }

        private SlidingSum sum(Duration window) {
            return window.equals(LimitRules.DAY) ? AccountUsage.this.day : AccountUsage.this.hour;
        }
    }

    /** One admitted create. */
    private final class Slot implements CreateLimits.Reservation {

        private final long reservedAt;

        private final long releaseAt;

        private final SlidingSum.Group hourGroup;

        private final SlidingSum.Group dayGroup;

        private BigDecimal amount;

        Slot(
                long reservedAt,
                long releaseAt,
                BigDecimal amount,
                SlidingSum.Group hourGroup,
                SlidingSum.Group dayGroup) {
            this.reservedAt = reservedAt;
            this.releaseAt = releaseAt;
            this.amount = amount;
            this.hourGroup = hourGroup;
            this.dayGroup = dayGroup;
        }

        @Override
        public void created(String id) {}

        @Override
        public void completed(@Nullable Cost cost) {
            settle(cost == null ? null : cost.amount());
        }

        @Override
        public void released(boolean sent) {
            synchronized (AccountUsage.this) {
                settle(BigDecimal.ZERO);
                if (!sent) {
                    AccountUsage.this.creates.remove(this);
                }
            }
        }

        private void settle(@Nullable BigDecimal actual) {
            synchronized (AccountUsage.this) {
                AccountUsage.this.inFlight.remove(this);
                if (actual != null) {
                    BigDecimal difference = actual.subtract(this.amount);
                    AccountUsage.this.hour.change(this.hourGroup, difference);
                    AccountUsage.this.day.change(this.dayGroup, difference);
                    this.amount = actual;
                }
            }
        }
    }
}
