/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.limits.LimitedCreate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides whether a create fits into limits, wherever its account is counted. */
public final class LimitRules {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    static final Duration HOUR = Duration.ofHours(1);

    /** The longest window of a limit. */
    public static final Duration DAY = Duration.ofDays(1);

    private LimitRules() {}

    /** What an account uses of its limits now. Windows end now. */
    public interface Usage {

        /** Return the number of creates in flight. */
        long inFlight();

        /** Release creates that are not in flight any more. Called only if the limit is reached. */
        void release();

        /** Return the time until the next create stops counting as in flight, whatever happens. */
        Duration untilRelease();

        /** Return the number of creates in a window. */
        long creates(Duration window);

        /** Return the time until fewer creates than a maximum are in a window, if nothing is added. */
        Duration untilCreatesAreBelow(Duration window, int max);

        /** Return the cost in a window: of completed creates, and estimated for all others. */
        BigDecimal cost(Duration window);

        /** Return the time until the cost in a window is acceptable, if nothing is added. */
        Duration untilCost(Duration window, BigDecimal used, Predicate<BigDecimal> acceptable);
    }

    /**
     * Check that a create fits into all limits.
     *
     * @throws CreateLimitException if it exceeds one
     */
    public static void check(LimitSettings settings, LimitedCreate create, Usage usage) {
        checkInFlight(settings.maxInFlight(), create, usage);
        checkCreates(settings.createsPerMinute(), create, usage);
        checkCost(CreateLimit.COST_PER_HOUR, settings.costPerHour(), HOUR, create, usage);
        checkCost(CreateLimit.COST_PER_DAY, settings.costPerDay(), DAY, create, usage);
    }

    /** Return how long a create counts as in flight if its completion is not seen. */
    public static Duration hold(LimitSettings settings, LimitedCreate create) {
        return create.cancelAfter() == null ? settings.releaseAfter() : create.cancelAfter();
    }

    private static void checkInFlight(@Nullable Integer max, LimitedCreate create, Usage usage) {
        if (max == null || usage.inFlight() < max) {
            return;
        }
        usage.release();
        long used = usage.inFlight();
        if (used >= max) {
            throw exceeds(create, CreateLimit.MAX_IN_FLIGHT, max, used, usage.untilRelease());
        }
    }

    private static void checkCreates(@Nullable Integer max, LimitedCreate create, Usage usage) {
        if (max == null) {
            return;
        }
        long used = usage.creates(MINUTE);
        if (used >= max) {
            Duration retryAfter = usage.untilCreatesAreBelow(MINUTE, max);
            throw exceeds(create, CreateLimit.CREATES_PER_MINUTE, max, used, retryAfter);
        }
    }

    private static CreateLimitException exceeds(
            LimitedCreate create, CreateLimit limit, int max, long used, Duration retryAfter) {
        return create.exceeds(limit, BigDecimal.valueOf(max), BigDecimal.valueOf(used), retryAfter);
    }

    private static void checkCost(
            CreateLimit limit, @Nullable BigDecimal max, Duration window, LimitedCreate create, Usage usage) {
        if (max == null || create.estimatedCost() == null) {
            return;
        }
        BigDecimal estimate = create.estimatedAmount();
        BigDecimal used = usage.cost(window);
        if (!admits(max, used, estimate)) {
            Duration retryAfter = estimate.compareTo(max) > 0
                    ? null
                    : usage.untilCost(window, used, cost -> admits(max, cost, estimate));
            throw create.exceeds(limit, max, used, retryAfter);
        }
    }

    /** Return whether a create of a model with a price fits. A limit that is used up admits none, even if its estimate is zero. */
    static boolean admits(BigDecimal max, BigDecimal used, BigDecimal estimate) {
        return used.compareTo(max) < 0 && used.add(estimate).compareTo(max) <= 0;
    }
}
