/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
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
import org.jspecify.annotations.Nullable;

/** What one account uses of the limits. */
final class AccountUsage {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LimitSettings settings;

    private final LongSupplier clock;

    private final Set<Slot> inFlight = new HashSet<>();

    /** The creates of the last minute, oldest first. */
    private final Deque<Slot> creates = new ArrayDeque<>();

    private final SlidingSum hour = new SlidingSum(Duration.ofHours(1).toNanos());

    private final SlidingSum day = new SlidingSum(Duration.ofDays(1).toNanos());

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
        checkInFlight(create, now);
        checkCreates(create, now);
        checkCost(create, now, CreateLimit.COST_PER_HOUR, this.settings.costPerHour(), this.hour);
        checkCost(create, now, CreateLimit.COST_PER_DAY, this.settings.costPerDay(), this.day);
        Duration hold = create.cancelAfter() == null ? this.settings.releaseAfter() : create.cancelAfter();
        Slot slot = new Slot(now, now + hold.toNanos(), amount, this.hour.add(now, amount), this.day.add(now, amount));
        if (this.settings.maxInFlight() != null) {
            this.inFlight.add(slot);
        }
        if (this.settings.createsPerMinute() != null) {
            this.creates.addLast(slot);
        }
        return slot;
    }

    private void checkInFlight(LimitedCreate create, long now) {
        Integer max = this.settings.maxInFlight();
        if (max == null || this.inFlight.size() < max) {
            return;
        }
        this.inFlight.removeIf(slot -> slot.releaseAt <= now);
        if (this.inFlight.size() >= max) {
            long earliest = this.inFlight.stream()
                    .mapToLong(slot -> slot.releaseAt - now)
                    .min()
                    .orElse(0);
            throw exceeds(create, CreateLimit.MAX_IN_FLIGHT, max, this.inFlight.size(), earliest);
        }
    }

    private void checkCreates(LimitedCreate create, long now) {
        Integer max = this.settings.createsPerMinute();
        if (max == null) {
            return;
        }
        while (!this.creates.isEmpty() && now - this.creates.getFirst().reservedAt >= MINUTE) {
            this.creates.removeFirst();
        }
        if (this.creates.size() >= max) {
            long free = this.creates.getFirst().reservedAt + MINUTE - now;
            throw exceeds(create, CreateLimit.CREATES_PER_MINUTE, max, this.creates.size(), free);
        }
    }

    private static CreateLimitException exceeds(
            LimitedCreate create, CreateLimit limit, int max, int used, long retryAfter) {
        return create.exceeds(limit, BigDecimal.valueOf(max), BigDecimal.valueOf(used), Duration.ofNanos(retryAfter));
    }

    private static void checkCost(
            LimitedCreate create, long now, CreateLimit limit, @Nullable BigDecimal max, SlidingSum sum) {
        if (max == null || create.estimatedCost() == null) {
            return;
        }
        BigDecimal amount = create.estimatedAmount();
        if (!CostLimit.admits(max, sum.total(now), amount)) {
            Duration retryAfter = amount.compareTo(max) > 0
                    ? null
                    : Duration.ofNanos(sum.timeUntil(now, total -> CostLimit.admits(max, total, amount)));
            throw create.exceeds(limit, max, sum.total(now), retryAfter);
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
            settle(BigDecimal.ZERO);
            if (!sent) {
                synchronized (AccountUsage.this) {
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
