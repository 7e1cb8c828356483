/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.limits.LimitSettings;
import java.math.BigDecimal;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.Environment;

/** Creates the settings of limits from properties. Rejected values are reported with the name of their property. */
final class ConfiguredLimits {

    private ConfiguredLimits() {}

    /**
     * Create the settings.
     *
     * @param inherited settings that apply where no property is set
     * @param properties the properties, of which any can be unset
     * @param prefix prefix of the names of the properties
     * @param prices prices of the application, without which the cost cannot be limited
     * @throws ReplicateConfigurationException if a value is invalid, or the cost is limited without prices
     */
    static LimitSettings create(
            LimitSettings inherited, ReplicateLimitProperties properties, String prefix, Prices prices) {
        BigDecimal perHour = valueOr(properties.getCostPerHour(), inherited.costPerHour());
        BigDecimal perDay = valueOr(properties.getCostPerDay(), inherited.costPerDay());
        if (perHour != null && perDay != null && perDay.signum() > 0 && perHour.compareTo(perDay) > 0) {
            throw new ReplicateConfigurationException(
                    name(prefix, "cost-per-hour", properties.getCostPerHour()) + " (" + perHour.toPlainString()
                            + ") must not be greater than " + name(prefix, "cost-per-day", properties.getCostPerDay())
                            + " (" + perDay.toPlainString() + "), because it would never apply.",
                    "Lower one limit, raise the other, or remove one of them.",
                    null);
        }
        LimitSettings settings = ConfigurationErrors.forProperty(
                prefix,
                () -> inherited.with(limits -> {
                    Values values = new Values(prefix, limits);
                    values.set("max-in-flight", properties.getMaxInFlight(), LimitSettings.Builder::maxInFlight);
                    values.set(
                            "creates-per-minute",
                            properties.getCreatesPerMinute(),
                            LimitSettings.Builder::createsPerMinute);
                    values.set("cost-per-hour", properties.getCostPerHour(), LimitSettings.Builder::costPerHour);
                    values.set("cost-per-day", properties.getCostPerDay(), LimitSettings.Builder::costPerDay);
                    values.set("max-wait", properties.getMaxWait(), LimitSettings.Builder::maxWait);
                    values.set("release-after", properties.getReleaseAfter(), LimitSettings.Builder::releaseAfter);
                    limits.prefix(prefix);
                }));
        if (settings.hasCostLimits() && prices.isEmpty()) {
            String property = prefix + "." + (settings.costPerDay() == null ? "cost-per-hour" : "cost-per-day");
            throw new ReplicateConfigurationException(
                    "'" + property + "' cannot be used: no prices are set, so no cost is known.",
                    "Set the prices of your models, such as 'replicate.prices[owner/name].per-run', or define a Prices"
                            + " bean.",
                    null);
        }
        return settings;
    }

    /** Reject limits that do not exist: a misspelled limit must not be ignored. */
    static void rejectUnknown(Environment environment, String prefix) {
        UnknownProperties.reject(
                environment, prefix, Bindable.of(ReplicateLimitProperties.class), ReplicateLimitProperties.class);
    }

    /** Return a change that sets all limits. */
    static Consumer<LimitSettings.Builder> changeTo(LimitSettings settings) {
        return limits -> limits.maxInFlight(settings.maxInFlight())
                .createsPerMinute(settings.createsPerMinute())
                .costPerHour(settings.costPerHour())
                .costPerDay(settings.costPerDay())
                .maxWait(settings.maxWait())
                .releaseAfter(settings.releaseAfter())
                .prefix(settings.prefix());
    }

    private static String name(String prefix, String property, @Nullable BigDecimal own) {
        return own == null ? "the inherited limit " + property : "'" + prefix + "." + property + "'";
    }

    private static @Nullable BigDecimal valueOr(@Nullable BigDecimal value, @Nullable BigDecimal inherited) {
        return value != null ? value : inherited;
    }

    private record Values(String prefix, LimitSettings.Builder limits) {

        /** Check the value alone, so that its own property is reported, and then together with the others. */
        <T> void set(String property, @Nullable T value, BiConsumer<LimitSettings.Builder, T> setter) {
            if (value != null) {
                Consumer<LimitSettings.Builder> change = builder -> setter.accept(builder, value);
                PropertyValue.check(this.prefix + "." + property, () -> LimitSettings.NONE.with(change));
                change.accept(this.limits);
            }
        }
    }
}
