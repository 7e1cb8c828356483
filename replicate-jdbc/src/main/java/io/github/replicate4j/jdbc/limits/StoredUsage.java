/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.limits;

import io.github.replicate4j.internal.limits.LimitRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Predicate;

/** What an account uses, in a transaction that has locked it. */
record StoredUsage(LimitTable table, String account) implements LimitRules.Usage {

    @Override
    public long inFlight() {
        return this.table.inFlight(this.account);
    }

    @Override
    public void release() {
        this.table.releaseCompleted(this.account);
    }

    @Override
    public Duration untilRelease() {
        return this.table.untilRelease(this.account);
    }

    @Override
    public long creates(Duration window) {
        return this.table.creates(this.account, window);
    }

    @Override
    public Duration untilCreatesAreBelow(Duration window, int max) {
        return this.table.untilCreatesAreBelow(this.account, window, max);
    }

    @Override
    public BigDecimal cost(Duration window) {
        return this.table.cost(this.account, window).stripTrailingZeros();
    }

    @Override
    public Duration untilCost(Duration window, BigDecimal used, Predicate<BigDecimal> acceptable) {
        return this.table.untilCost(this.account, window, used, acceptable);
    }
}
