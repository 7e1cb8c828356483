/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.cost.ReplicateCostProperties.ModelPrice;
import io.github.replicate4j.cost.Price;
import io.github.replicate4j.cost.Prices;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.Environment;

/** Creates prices from properties. Rejected values are reported with the name of their property. */
final class ConfiguredPrices {

    private static final String MODELS = "replicate.prices";

    private static final String DEPLOYMENTS = "replicate.deployment-prices";

    private final ReplicateCostProperties properties;

    ConfiguredPrices(ReplicateCostProperties properties) {
        this.properties = properties;
    }

    Prices create() {
        return ConfigurationErrors.forProperty(
                MODELS,
                () -> Prices.of(prices -> {
                    ConfigurationErrors.forProperty(
                            "replicate.currency", () -> prices.currency(this.properties.getCurrency()));
                    this.properties
                            .getHardwarePrices()
                            .forEach((hardware, amount) -> ConfigurationErrors.forProperty(
                                    "replicate.hardware-prices[" + hardware + "]",
                                    () -> prices.hardware(hardware, amount)));
                    addAll(MODELS, this.properties.getPrices(), prices::model);
                    addAll(DEPLOYMENTS, this.properties.getDeploymentPrices(), prices::deployment);
                }));
    }

    private void addAll(String property, Map<String, ModelPrice> prices, BiConsumer<String, Price> target) {
        prices.forEach((name, price) -> {
            String key = property + "[" + name + "]";
            Price converted = ConfigurationErrors.forProperty(key, () -> price(key, price));
            checkHardware(key, price.getHardware());
            try {
                target.accept(name, converted);
            } catch (IllegalArgumentException ex) {
                throw new ReplicateConfigurationException(
                        "'" + key + "' cannot be used: " + ex.getMessage() + ".",
                        "Write the name in brackets, because a slash is not part of a property name otherwise: '"
                                + property + "[owner/name].per-run'. In YAML, quote the key: \"[owner/name]\".",
                        null);
            }
        });
    }

    private void checkHardware(String key, @Nullable String hardware) {
        if (hardware != null && !this.properties.getHardwarePrices().containsKey(hardware)) {
            throw new ReplicateConfigurationException(
                    "'" + key + ".hardware' cannot be used: the hardware '" + hardware + "' has no price.",
                    "Set 'replicate.hardware-prices." + hardware + "'. Known are "
                            + this.properties.getHardwarePrices().keySet() + ".",
                    null);
        }
    }

    private static Price price(String key, ModelPrice properties) {
        if (properties.getHardware() != null && properties.getPerSecond() != null) {
            throw new ReplicateConfigurationException(
                    "'" + key + ".per-second' and '" + key + ".hardware' cannot be used together: both set a price per"
                            + " second.",
                    "Remove one of them.",
                    null);
        }
        return Price.of(price -> {
            Amounts amounts = new Amounts(key, price);
            amounts.set("per-run", properties.getPerRun(), Price.Builder::perRun);
            amounts.set("per-second", properties.getPerSecond(), Price.Builder::perSecond);
            amounts.set("per-image", properties.getPerImage(), Price.Builder::perImage);
            amounts.set("per-input-token", properties.getPerInputToken(), Price.Builder::perInputToken);
            amounts.set("per-output-token", properties.getPerOutputToken(), Price.Builder::perOutputToken);
            properties
                    .getPerMetric()
                    .forEach((metric, amount) -> amounts.set(
                            "per-metric[" + metric + "]", amount, (target, each) -> target.perMetric(metric, each)));
            amounts.set("per-training-second", properties.getPerTrainingSecond(), Price.Builder::perTrainingSecond);
            if (properties.getHardware() != null) {
                price.hardware(properties.getHardware());
            }
            amounts.set("estimate", properties.getEstimate(), Price.Builder::estimate);
        });
    }

    /** Sets amounts. */
    private record Amounts(String key, Price.Builder price) {

        /** Check the amount alone first, so that its own property is reported. All units have the same bounds. */
        void set(
                String unit, @Nullable BigDecimal amount, BiFunction<Price.Builder, BigDecimal, Price.Builder> setter) {
            if (amount != null) {
                String property = this.key + "." + unit;
                PropertyValue.check(property, () -> Price.of(each -> each.perMetric("unit", amount)));
                ConfigurationErrors.forProperty(property, () -> setter.apply(this.price, amount));
            }
        }
    }

    /** Reject properties of prices that do not exist: a price in an unknown unit must not be ignored. */
    static void rejectUnknownUnits(Environment environment) {
        for (String property : List.of(MODELS, DEPLOYMENTS)) {
            UnknownProperties.reject(
                    environment, property, Bindable.mapOf(String.class, ModelPrice.class), ModelPrice.class);
        }
    }
}
