/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.cost.Price;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.internal.support.RecentMap;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Estimates the cost of creates: as the price states, or else the average of recent predictions. */
final class CostEstimates {

    private static final Log logger = LogFactory.getLog(CostEstimates.class);

    private static final int MAX_MODELS = 1_000;

    private static final int RECENT = 20;

    private final Prices prices;

    private final boolean warnWithoutPrice;

    private final Map<String, Deque<BigDecimal>> recent = new RecentMap<>(MAX_MODELS);

    private final Map<String, Boolean> warned = new RecentMap<>(MAX_MODELS);

    CostEstimates(Prices prices, boolean warnWithoutPrice) {
        this.prices = prices;
        this.warnWithoutPrice = warnWithoutPrice;
    }

    /**
     * Return the estimated cost, or {@code null} if there is no price. The model of a version id alone is known as soon as one of its
     * predictions has completed.
     */
    synchronized @Nullable Cost estimate(CreateTarget target) {
        Price price = this.prices.price(target.model(), target.version(), target.deployment());
        if (target.training() && price != null && price.perTrainingSecond() == null) {
            price = null;
        }
        if (price == null && !this.recent.containsKey(target.key())) {
            warnOnce(target);
            return null;
        }
        return new Cost(amount(price, target), this.prices.currency());
    }

    private BigDecimal amount(@Nullable Price price, CreateTarget target) {
        if (price != null && price.estimate() != null && !target.training()) {
            return price.estimate();
        }
        Deque<BigDecimal> costs = this.recent.get(target.key());
        if (costs != null) {
            BigDecimal sum = costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            return sum.divide(BigDecimal.valueOf(costs.size()), MathContext.DECIMAL32)
                    .stripTrailingZeros();
        }
        return price == null || price.perRun() == null || target.training() ? BigDecimal.ZERO : price.perRun();
    }

    private void warnOnce(CreateTarget target) {
        if (!this.warnWithoutPrice || this.warned.put(target.key(), true) != null) {
            return;
        }
        if (target.name() == null && !this.prices.isEmpty()) {
            logger.warn("The limits on cost do not apply to version " + target.version()
                    + " until its first prediction completes: it has no price of its own, and its model is not known"
                    + " before. Set replicate.prices[" + target.version() + "], or pass owner/name:version");
        } else {
            logger.warn("The limits on cost do not apply to "
                    + (target.training() ? "trainings of " : "")
                    + (target.name() == null ? "version " + target.version() : target.name())
                    + ", which has no price: set replicate.prices (Prices)");
        }
    }

    /** Record the cost of a prediction or training that succeeded. */
    synchronized void record(CreateTarget target, Cost cost) {
        Deque<BigDecimal> costs = this.recent.computeIfAbsent(target.key(), key -> new ArrayDeque<>());
        costs.addLast(cost.amount());
        if (costs.size() > RECENT) {
            costs.removeFirst();
        }
    }
}
