/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.cost.Price;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.run.Output;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** The code of {@code docs/cost-and-limits.md}. */
class CostAndLimits {

    private final Replicate replicate;

    private final Prices prices;

    CostAndLimits(Replicate replicate, Prices prices) {
        this.replicate = replicate;
        this.prices = prices;
    }

    String describe(Map<String, Object> input) {
        Output output = this.replicate.run(
                run -> run.model("black-forest-labs/flux-schnell").input(input).awaitCompletion());
        Cost cost = this.prices.costOf(output.prediction());
        return cost == null ? "The cost is not known" : "It cost " + cost;
    }

    String draw(Map<String, Object> input) {
        try {
            return this.replicate
                    .run("black-forest-labs/flux-schnell", input)
                    .file()
                    .url()
                    .toString();
        } catch (CreateLimitException ex) {
            return "Try again at " + ex.resetsAt() + ": " + ex.left() + " of " + ex.maximum() + " are left";
        }
    }

    static Replicate withoutSpringBoot(String baseUrl) {
        Price perImage = Price.of(price -> price.perImage(new BigDecimal("0.003")));
        return Replicate.builder()
                .baseUrl(baseUrl)
                .bearerToken("emulator")
                .prices(Prices.of(prices -> prices.model("black-forest-labs/flux-schnell", perImage)))
                .limits(limits -> limits.costPerDay(BigDecimal.TEN).maxWait(Duration.ofSeconds(10)))
                .build();
    }
}
