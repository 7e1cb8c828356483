/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.limits.LimitSettings;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Creates the settings of limits from properties. Rejected values are reported with the name of their property. */
final class ConfiguredLimits {

    private ConfiguredLimits() {}

    static LimitSettings create(ReplicateLimitProperties properties, Prices prices) {
        LimitSettings settings = ConfigurationErrors.forProperty(
                "replicate.limits",
                () -> LimitSettings.NONE.with(limits -> {
                    set("max-in-flight", properties.getMaxInFlight(), limits, LimitSettings.Builder::maxInFlight);
                    set(
                            "creates-per-minute",
                            properties.getCreatesPerMinute(),
                            limits,
                            LimitSettings.Builder::createsPerMinute);
                    set("cost-per-hour", properties.getCostPerHour(), limits, LimitSettings.Builder::costPerHour);
                    set("cost-per-day", properties.getCostPerDay(), limits, LimitSettings.Builder::costPerDay);
                    set("max-wait", properties.getMaxWait(), limits, LimitSettings.Builder::maxWait);
                    set("release-after", properties.getReleaseAfter(), limits, LimitSettings.Builder::releaseAfter);
                }));
        if (settings.hasCostLimits() && prices.isEmpty()) {
            String property = "replicate.limits." + (settings.costPerDay() == null ? "cost-per-hour" : "cost-per-day");
            throw new ReplicateConfigurationException(
                    "'" + property + "' cannot be used: no prices are set, so that no cost is known.",
                    "Set the prices of your models, such as 'replicate.prices[owner/name].per-run', or define a Prices"
                            + " bean.",
                    null);
        }
        return settings;
    }

    /** Check the value alone, so that its own property is reported, and then together with the others. */
    private static <T> void set(
            String property,
            @Nullable T value,
            LimitSettings.Builder limits,
            BiConsumer<LimitSettings.Builder, T> setter) {
        if (value != null) {
            Consumer<LimitSettings.Builder> change = builder -> setter.accept(builder, value);
            ConfigurationErrors.forProperty("replicate.limits." + property, () -> LimitSettings.NONE.with(change));
            change.accept(limits);
        }
    }

    /** Return a change that sets all limits. */
    static Consumer<LimitSettings.Builder> changeTo(LimitSettings settings) {
        return limits -> limits.maxInFlight(settings.maxInFlight())
                .createsPerMinute(settings.createsPerMinute())
                .costPerHour(settings.costPerHour())
                .costPerDay(settings.costPerDay())
                .maxWait(settings.maxWait())
                .releaseAfter(settings.releaseAfter());
    }
}
