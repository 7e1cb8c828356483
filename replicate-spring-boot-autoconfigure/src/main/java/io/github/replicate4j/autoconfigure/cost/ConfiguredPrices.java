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
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
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

    private static void addAll(String property, Map<String, ModelPrice> prices, BiConsumer<String, Price> target) {
        prices.forEach((name, price) -> {
            String key = property + "[" + name + "]";
            Price converted = ConfigurationErrors.forProperty(key, () -> price(price));
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

    private static Price price(ModelPrice properties) {
        return Price.of(price -> {
            set(properties.getPerRun(), price::perRun);
            set(properties.getPerSecond(), price::perSecond);
            set(properties.getPerImage(), price::perImage);
            set(properties.getPerInputToken(), price::perInputToken);
            set(properties.getPerOutputToken(), price::perOutputToken);
            properties.getPerMetric().forEach((String metric, BigDecimal amount) -> price.perMetric(metric, amount));
            set(properties.getPerTrainingSecond(), price::perTrainingSecond);
            set(properties.getHardware(), price::hardware);
            set(properties.getEstimate(), price::estimate);
        });
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    /** Reject properties of prices that do not exist: a price in an unknown unit must not be ignored. */
    static void rejectUnknownUnits(Environment environment) {
        Binder binder = Binder.get(environment);
        for (String property : new String[] {MODELS, DEPLOYMENTS}) {
            binder.bind(
                    property,
                    Bindable.mapOf(String.class, ModelPrice.class),
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
        }
    }
}
