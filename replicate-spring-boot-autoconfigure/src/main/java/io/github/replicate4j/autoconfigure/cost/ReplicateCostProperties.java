/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of prices. In the names of properties, names with a slash are written in brackets.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate")
public class ReplicateCostProperties {

    /**
     * Prices by model: owner/name in brackets, optionally with a version.
     */
    private final Map<String, ModelPrice> prices = new LinkedHashMap<>();

    /**
     * Prices by deployment: owner/name in brackets. The prices of models do not apply to deployments.
     */
    private final Map<String, ModelPrice> deploymentPrices = new LinkedHashMap<>();

    /**
     * Prices per second by hardware, for prices that name it.
     */
    private final Map<String, BigDecimal> hardwarePrices = new LinkedHashMap<>();

    /**
     * Name of the currency of all prices and of the limits on cost. It is only a label.
     */
    private String currency = "USD";

    public Map<String, ModelPrice> getPrices() {
        return this.prices;
    }

    public Map<String, ModelPrice> getDeploymentPrices() {
        return this.deploymentPrices;
    }

    public Map<String, BigDecimal> getHardwarePrices() {
        return this.hardwarePrices;
    }

    public String getCurrency() {
        return this.currency;
    }

    public void setCurrency(String currency) {
        this.currency = currency;
    }

    /**
     * Price of a model or deployment.
     *
     * @since 0.1.0
     */
    public static class ModelPrice {

        /**
         * Amount for each prediction that succeeds.
         */
        private @Nullable BigDecimal perRun;

        /**
         * Amount for each second for which the model runs.
         */
        private @Nullable BigDecimal perSecond;

        /**
         * Amount for each image that the model creates.
         */
        private @Nullable BigDecimal perImage;

        /**
         * Amount for each input token.
         */
        private @Nullable BigDecimal perInputToken;

        /**
         * Amount for each output token.
         */
        private @Nullable BigDecimal perOutputToken;

        /**
         * Amount for each second for which a training of the model runs.
         */
        private @Nullable BigDecimal perTrainingSecond;

        /**
         * Hardware whose price per second applies.
         */
        private @Nullable String hardware;

        /**
         * Amount that limits on cost reserve for each create. Default: the average of recent predictions.
         */
        private @Nullable BigDecimal estimate;

        /**
         * Amounts for each unit of other metrics of the prediction, by the name of the metric in brackets.
         */
        private final Map<String, BigDecimal> perMetric = new LinkedHashMap<>();

        public @Nullable BigDecimal getPerRun() {
            return this.perRun;
        }

        public void setPerRun(@Nullable BigDecimal perRun) {
            this.perRun = perRun;
        }

        public @Nullable BigDecimal getPerSecond() {
            return this.perSecond;
        }

        public void setPerSecond(@Nullable BigDecimal perSecond) {
            this.perSecond = perSecond;
        }

        public @Nullable BigDecimal getPerImage() {
            return this.perImage;
        }

        public void setPerImage(@Nullable BigDecimal perImage) {
            this.perImage = perImage;
        }

        public @Nullable BigDecimal getPerInputToken() {
            return this.perInputToken;
        }

        public void setPerInputToken(@Nullable BigDecimal perInputToken) {
            this.perInputToken = perInputToken;
        }

        public @Nullable BigDecimal getPerOutputToken() {
            return this.perOutputToken;
        }

        public void setPerOutputToken(@Nullable BigDecimal perOutputToken) {
            this.perOutputToken = perOutputToken;
        }

        public @Nullable BigDecimal getPerTrainingSecond() {
            return this.perTrainingSecond;
        }

        public void setPerTrainingSecond(@Nullable BigDecimal perTrainingSecond) {
            this.perTrainingSecond = perTrainingSecond;
        }

        public @Nullable String getHardware() {
            return this.hardware;
        }

        public void setHardware(@Nullable String hardware) {
            this.hardware = hardware;
        }

        public @Nullable BigDecimal getEstimate() {
            return this.estimate;
        }

        public void setEstimate(@Nullable BigDecimal estimate) {
            this.estimate = estimate;
        }

        public Map<String, BigDecimal> getPerMetric() {
            return this.perMetric;
        }
    }
}
