/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.cost;

import io.github.replicate4j.internal.support.Arguments;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The price of a model, a version or a deployment. If it has several units, their amounts are added.
 *
 * @param perRun amount for each prediction that succeeds, or {@code null} for none
 * @param perMetric amounts by metric of the prediction, such as {@code predict_time}, {@code image_count} or
 *     {@code output_token_count}
 * @param perTrainingSecond amount for each second of the {@code predict_time} of a training, or {@code null} if trainings of the
 *     model have no price
 * @param hardware hardware whose price per second applies, or {@code null} for none
 * @param estimate amount that cost limits reserve for each create, or {@code null} for the average of recent predictions
 * @since 0.1.0
 */
public record Price(
        @Nullable BigDecimal perRun,
        Map<String, BigDecimal> perMetric,
        @Nullable BigDecimal perTrainingSecond,
        @Nullable String hardware,
        @Nullable BigDecimal estimate) {

    static final String RUN_TIME = "predict_time";

    private static final BigDecimal MAX_AMOUNT = BigDecimal.valueOf(1_000_000);

    private static final int MAX_SCALE = 18;

    /**
     * Create a price.
     *
     * @throws IllegalArgumentException if an amount is not greater than zero, is more than 1,000,000 or has more than 18 decimal
     *     places, if there is no unit, or if there are both an amount per second and a hardware
     */
    public Price {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        perMetric.forEach((metric, amount) ->
                amounts.put(metric, check("price per " + Arguments.notBlank("metric", metric), amount)));
        perMetric = Collections.unmodifiableMap(amounts);
        perRun = perRun == null ? null : check("perRun", perRun);
        perTrainingSecond = perTrainingSecond == null ? null : check("perTrainingSecond", perTrainingSecond);
        estimate = estimate == null ? null : check("estimate", estimate);
        if (perRun == null && perMetric.isEmpty() && perTrainingSecond == null && hardware == null) {
            throw new IllegalArgumentException("price must have at least one unit, such as perRun or perSecond");
        }
        if (hardware != null) {
            Arguments.notBlank("hardware", hardware);
            if (perMetric.containsKey(RUN_TIME)) {
                throw new IllegalArgumentException(
                        "price must not have both perSecond and hardware, which sets another price per second");
            }
        }
    }

    /** Check an amount, and return it without trailing zeros. Very long numbers would make sums slow. */
    static BigDecimal check(String name, BigDecimal amount) {
        if (Arguments.notNull(name, amount).signum() <= 0) {
            throw new IllegalArgumentException(name + " must be greater than zero but is " + amount);
        }
        if (amount.compareTo(MAX_AMOUNT) > 0 || amount.stripTrailingZeros().scale() > MAX_SCALE) {
            throw new IllegalArgumentException(
                    name + " must be at most " + MAX_AMOUNT + ", with at most " + MAX_SCALE + " decimal places");
        }
        return amount.stripTrailingZeros();
    }

    /**
     * Create a price.
     *
     * @param change sets the amounts
     * @return the price
     * @throws IllegalArgumentException as for the constructor
     */
    public static Price of(Consumer<Builder> change) {
        Builder builder = new Builder();
        Arguments.notNull("price", change).accept(builder);
        return builder.build();
    }

    /** Return this price with a price per second of hardware in place of the name of the hardware. */
    Price resolve(@Nullable BigDecimal perSecond) {
        if (this.hardware == null || perSecond == null) {
            return this;
        }
        Map<String, BigDecimal> amounts = new TreeMap<>(this.perMetric);
        amounts.put(RUN_TIME, perSecond);
        return new Price(this.perRun, amounts, this.perTrainingSecond, null, this.estimate);
    }

    /**
     * Builder of {@link Price}. Each amount must be greater than zero, and each metric can have only one.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable BigDecimal perRun;

        private final Map<String, BigDecimal> perMetric = new TreeMap<>();

        private @Nullable BigDecimal perTrainingSecond;

        private @Nullable String hardware;

        private @Nullable BigDecimal estimate;

        private Builder() {}

        /**
         * Set the amount for each prediction that succeeds.
         *
         * @param amount greater than zero
         * @return this builder
         */
        public Builder perRun(BigDecimal amount) {
            this.perRun = amount;
            return this;
        }

        /**
         * Set the amount for each second for which the model runs: {@code predict_time}.
         *
         * @param amount greater than zero
         * @return this builder
         * @throws IllegalArgumentException if the metric has an amount already
         */
        public Builder perSecond(BigDecimal amount) {
            return perMetric(RUN_TIME, amount);
        }

        /**
         * Set the amount for each image that the model creates: {@code image_count}.
         *
         * @param amount greater than zero
         * @return this builder
         * @throws IllegalArgumentException if the metric has an amount already
         */
        public Builder perImage(BigDecimal amount) {
            return perMetric("image_count", amount);
        }

        /**
         * Set the amount for each input token: {@code input_token_count}.
         *
         * @param amount greater than zero
         * @return this builder
         * @throws IllegalArgumentException if the metric has an amount already
         */
        public Builder perInputToken(BigDecimal amount) {
            return perMetric("input_token_count", amount);
        }

        /**
         * Set the amount for each output token: {@code output_token_count}.
         *
         * @param amount greater than zero
         * @return this builder
         * @throws IllegalArgumentException if the metric has an amount already
         */
        public Builder perOutputToken(BigDecimal amount) {
            return perMetric("output_token_count", amount);
        }

        /**
         * Set the amount for each unit of another metric of the prediction.
         *
         * @param metric name of the metric, as in {@code Prediction.metrics()}
         * @param amount greater than zero
         * @return this builder
         * @throws IllegalArgumentException if the metric has an amount already, which another method may have set, such as
         *     {@link #perSecond}
         */
        public Builder perMetric(String metric, BigDecimal amount) {
            BigDecimal checked = Price.check("price per " + Arguments.notBlank("metric", metric), amount);
            if (this.perMetric.putIfAbsent(metric, checked) != null) {
                throw new IllegalArgumentException("price must not have two amounts for the metric " + metric);
            }
            return this;
        }

        /**
         * Set the amount for each second for which a training of the model runs.
         *
         * @param amount greater than zero
         * @return this builder
         */
        public Builder perTrainingSecond(BigDecimal amount) {
            this.perTrainingSecond = amount;
            return this;
        }

        /**
         * Set the hardware on which the model runs, whose price per second applies.
         *
         * @param hardware name of hardware in {@link Prices}, such as {@code gpu-l40s}
         * @return this builder
         */
        public Builder hardware(String hardware) {
            this.hardware = hardware;
            return this;
        }

        /**
         * Set the amount that cost limits reserve for each create until its cost is known. Default: the average of recent
         * predictions of the model.
         *
         * @param amount greater than zero
         * @return this builder
         */
        public Builder estimate(BigDecimal amount) {
            this.estimate = amount;
            return this;
        }

        private Price build() {
            return new Price(this.perRun, this.perMetric, this.perTrainingSecond, this.hardware, this.estimate);
        }
    }
}
