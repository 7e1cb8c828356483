/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import java.math.BigDecimal;

/** Decides whether a create fits into a limit on cost. */
public final class CostLimit {

    private CostLimit() {}

    /**
     * Return whether a create of a model with a price fits. A limit that is used up admits none, even if its estimate is zero.
     *
     * @param maximum the limit
     * @param used cost of completed creates, and estimated cost of all others
     * @param estimate estimated cost of the create
     */
    public static boolean admits(BigDecimal maximum, BigDecimal used, BigDecimal estimate) {
        return used.compareTo(maximum) < 0 && used.add(estimate).compareTo(maximum) <= 0;
    }
}
