/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * The sum of amounts within a window that ends now. Amounts are grouped, so that memory is bounded, and leave the window late by
 * up to 1/240 of it. Times are in nanoseconds. Not safe for concurrent use.
 */
final class SlidingSum {

    private static final int GROUPS = 240;

    private final long window;

    private final long groupLength;

    /** Oldest first. */
    private final Deque<Group> groups = new ArrayDeque<>();

    private BigDecimal total = BigDecimal.ZERO;

    SlidingSum(long window) {
        this.window = window;
        this.groupLength = window / GROUPS;
    }

    /** Amounts of about the same time. */
    static final class Group {

        private final long start;

        private BigDecimal amount = BigDecimal.ZERO;

        private boolean expired;

        private Group(long start) {
            this.start = start;
        }
    }

    BigDecimal total(long now) {
        while (!this.groups.isEmpty() && expiry(this.groups.getFirst()) <= now) {
            Group oldest = this.groups.removeFirst();
            oldest.expired = true;
            this.total = this.total.subtract(oldest.amount);
        }
        return this.total;
    }

    /** Add an amount, and return its group. */
    Group add(long now, BigDecimal amount) {
        total(now);
        if (this.groups.isEmpty() || now - this.groups.getLast().start >= this.groupLength) {
            this.groups.addLast(new Group(now));
        }
        Group group = this.groups.getLast();
        change(group, amount);
        return group;
    }

    /** Change the amount of a group, unless it has left the window. */
    void change(Group group, BigDecimal difference) {
        if (!group.expired) {
            group.amount = group.amount.add(difference);
            this.total = this.total.add(difference);
        }
    }

    /** Return the time until the sum is acceptable if nothing is added. An empty sum must be acceptable. */
    long timeUntil(long now, Predicate<BigDecimal> acceptable) {
        BigDecimal remaining = total(now);
        long until = now;
        for (Group group : this.groups) {
            if (acceptable.test(remaining)) {
                break;
            }
            remaining = remaining.subtract(group.amount);
            until = expiry(group);
        }
        return until - now;
    }

    private long expiry(Group group) {
        return group.start + this.groupLength + this.window;
    }
}
