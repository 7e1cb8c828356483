/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.limits.CreateLimits.Reservation;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.limits.LimitedCreate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountUsageTests {

    private long now;

    private AccountUsage usage(Consumer<LimitSettings.Builder> limits) {
        return new AccountUsage(LimitSettings.NONE.with(limits), () -> this.now);
    }

    private static LimitedCreate create(@Nullable String estimate) {
        Cost cost = estimate == null ? null : new Cost(new BigDecimal(estimate), "USD");
        return new LimitedCreate("account", "predictions.create", "acme/model", cost, null, null, "replicate.limits");
    }

    private static LimitedCreate cancelledAfter(Duration cancelAfter) {
        return new LimitedCreate(
                "account", "predictions.create", "acme/model", null, cancelAfter, null, "replicate.limits");
    }

    private void pass(Duration time) {
        this.now += time.toNanos();
    }

    private static CreateLimitException denial(AccountUsage usage, LimitedCreate create) {
        try {
            usage.reserve(create);
        } catch (CreateLimitException ex) {
            return ex;
        }
        throw new AssertionError("The create was admitted");
    }

    @Test
    void placeInFlightIsFreeAfterCompletion() {
        AccountUsage usage = usage(limits -> limits.maxInFlight(2));
        usage.reserve(create(null));
        Reservation second = usage.reserve(create(null));
        CreateLimitException denial = denial(usage, create(null));
        assertThat(denial.limit()).isEqualTo(CreateLimit.MAX_IN_FLIGHT);
        assertThat(denial.maximum()).isEqualByComparingTo("2");
        assertThat(denial.left()).isEqualByComparingTo("0");
        assertThat(denial.retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(denial)
                .hasMessageStartingWith("predictions.create of acme/model was not sent, because it exceeds the limit"
                        + " replicate.limits.max-in-flight: 0 of 2 predictions and trainings in flight are left.");
        second.completed(null);
        second.completed(null);
        usage.reserve(create(null));
        denial(usage, create(null));
    }

    @Test
    void placeInFlightIsFreeAfterTheTimeForCompletion() {
        AccountUsage usage = usage(limits -> limits.maxInFlight(2).releaseAfter(Duration.ofMinutes(10)));
        usage.reserve(cancelledAfter(Duration.ofMinutes(2)));
        usage.reserve(create(null));
        assertThat(denial(usage, create(null)).retryAfter()).isEqualTo(Duration.ofMinutes(2));
        pass(Duration.ofMinutes(2));
        usage.reserve(create(null));
        assertThat(denial(usage, create(null)).retryAfter()).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void createsOfAnyMinuteAreLimited() {
        AccountUsage usage = usage(limits -> limits.createsPerMinute(2));
        usage.reserve(create(null));
        pass(Duration.ofSeconds(50));
        usage.reserve(create(null)).released(true);
        CreateLimitException denial = denial(usage, create(null));
        assertThat(denial.limit()).isEqualTo(CreateLimit.CREATES_PER_MINUTE);
        assertThat(denial.retryAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(denial.resetsAt()).isNotNull();
        pass(denial.retryAfter());
        usage.reserve(create(null));
        assertThat(denial(usage, create(null)).retryAfter()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void actualCostReplacesTheEstimate() {
        AccountUsage usage = usage(limits -> limits.costPerHour(BigDecimal.TEN).costPerDay(new BigDecimal("12")));
        Reservation first = usage.reserve(create("6"));
        CreateLimitException denial = denial(usage, create("4.5"));
        assertThat(denial.limit()).isEqualTo(CreateLimit.COST_PER_HOUR);
        assertThat(denial.left()).isEqualByComparingTo("4");
        assertThat(denial)
                .hasMessageContaining("4 of 10 USD per hour are left, and its estimated cost is 4.5 USD. It resets at");
        first.completed(new Cost(new BigDecimal("5.5"), "USD"));
        usage.reserve(create("4.5")).completed(null);
        denial(usage, create("0"));
        pass(denial.retryAfter());
        pass(Duration.ofMinutes(1));
        assertThat(denial(usage, create("3")).limit()).isEqualTo(CreateLimit.COST_PER_DAY);
        usage.reserve(create("2")).released(true);
        usage.reserve(create("2"));
    }

    @Test
    void costAloneAboveTheLimitNeverFits() {
        AccountUsage usage = usage(limits -> limits.costPerDay(BigDecimal.ONE));
        CreateLimitException denial = denial(usage, create("1.01"));
        assertThat(denial.retryAfter()).isNull();
        assertThat(denial.resetsAt()).isNull();
        assertThat(denial).hasMessageEndingWith("Raise the limit, or correct the price of the model.");
        usage.reserve(create("1"));
    }

    @Test
    void costLimitThatIsUsedUpAdmitsCreatesWithoutPriceOnly() {
        AccountUsage usage = usage(limits -> limits.costPerHour(BigDecimal.ONE).costPerDay(BigDecimal.ONE));
        usage.reserve(create("1"));
        usage.reserve(create(null));
        assertThat(denial(usage, create("0"))).hasMessageContaining(": 0 of 1 USD per hour are left");
    }

    @Test
    void messageRoundsAmountsAndTimesForReaders() {
        AccountUsage usage = usage(limits -> limits.costPerHour(new BigDecimal("0.80")));
        usage.reserve(create("0.8"));
        CreateLimitException denial = denial(usage, create("0.1"));
        assertThat(denial).hasMessageContaining(": 0 of 0.8 USD per hour are left");
        Instant resetsAt = denial.resetsAt();
        Instant stated = Instant.parse(denial.getMessage().replaceAll("(?s).* at (\\S+Z),.*", "$1"));
        assertThat(stated).isBetween(resetsAt, resetsAt.plusSeconds(1));
        pass(Duration.ofNanos(999_999_900));
        assertThat(denial(usage, create("0.1"))).hasMessageContaining(", in 3615 s.");
    }

    @Test
    void lateSettlementDoesNotChangeAnotherWindow() {
        AccountUsage usage = usage(limits -> limits.costPerHour(BigDecimal.ONE));
        Reservation old = usage.reserve(create("1"));
        pass(Duration.ofHours(2));
        usage.reserve(create("1"));
        old.completed(new Cost(BigDecimal.ZERO, "USD"));
        denial(usage, create("0.1"));
    }

    @Test
    void noWindowEverCostsMoreThanTheLimit() {
        Random random = new Random(7);
        SlidingSum sum = new SlidingSum(Duration.ofHours(1).toNanos());
        BigDecimal limit = BigDecimal.TEN;
        java.util.List<long[]> admitted = new java.util.ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            this.now += random.nextLong(Duration.ofSeconds(30).toNanos());
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(1, 300), 2);
            if (LimitRules.admits(limit, sum.total(this.now), amount)) {
                sum.add(this.now, amount);
                admitted.add(new long[] {this.now, amount.unscaledValue().longValue()});
                long cost = 0;
                for (int j = admitted.size() - 1;
                        j >= 0
                                && this.now - admitted.get(j)[0]
                                        <= Duration.ofHours(1).toNanos();
                        j--) {
                    cost += admitted.get(j)[1];
                }
                assertThat(cost).isLessThanOrEqualTo(1000);
            } else {
                long until = sum.timeUntil(this.now, total -> LimitRules.admits(limit, total, amount));
                assertThat(until).isPositive();
                assertThat(LimitRules.admits(limit, sum.total(this.now + until), amount))
                        .isTrue();
                this.now += until;
            }
        }
        assertThat(admitted).hasSizeGreaterThan(1_000);
    }

    @Test
    void contradictoryLimitsAreRejected() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> usage(limits -> limits.costPerHour(BigDecimal.TEN).costPerDay(BigDecimal.ONE)))
                .withMessage("costPerHour (10) must not be greater than costPerDay (1), because it would never apply");
        for (Consumer<LimitSettings.Builder> invalid : java.util.List.<Consumer<LimitSettings.Builder>>of(
                limits -> limits.maxInFlight(0),
                limits -> limits.createsPerMinute(-1),
                limits -> limits.costPerHour(BigDecimal.ZERO),
                limits -> limits.costPerDay(new BigDecimal("-1")),
                limits -> limits.maxWait(Duration.ofMillis(-1)),
                limits -> limits.maxWait(Duration.ofHours(2)),
                limits -> limits.releaseAfter(Duration.ZERO))) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> usage(invalid));
        }
    }
}
