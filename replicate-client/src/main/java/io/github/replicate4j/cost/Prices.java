/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.cost;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.trainings.Training;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The prices of models, versions and deployments, which the application sets because Replicate's API returns none. They compute
 * the cost of completed predictions and trainings. A cost that the prices and the metrics do not determine is never guessed.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Prices {

    /** Contains no price, so that no cost is known. */
    public static final Prices NONE = of(prices -> {});

    private final String currency;

    private final Map<String, Price> models;

    private final Map<String, Price> deployments;

    private Prices(Builder builder) {
        this.currency = builder.currency;
        this.models = resolve(builder.models, builder.hardware);
        this.deployments = resolve(builder.deployments, builder.hardware);
    }

    private static Map<String, Price> resolve(Map<String, Price> prices, Map<String, BigDecimal> hardware) {
        Map<String, Price> resolved = new HashMap<>();
        prices.forEach((key, price) -> {
            if (price.hardware() != null && !hardware.containsKey(price.hardware())) {
                throw new IllegalArgumentException("the price of " + key + " names the hardware '" + price.hardware()
                        + "', which has no price; known are " + hardware.keySet());
            }
            resolved.put(key, price.resolve(hardware.get(price.hardware())));
        });
        return Map.copyOf(resolved);
    }

    /**
     * Create prices.
     *
     * @param change adds the prices
     * @return the prices
     * @throws IllegalArgumentException if a price is invalid
     */
    public static Prices of(Consumer<Builder> change) {
        Builder builder = new Builder();
        Arguments.notNull("prices", change).accept(builder);
        return new Prices(builder);
    }

    /** Return whether there is no price. */
    public boolean isEmpty() {
        return this.models.isEmpty() && this.deployments.isEmpty();
    }

    /** Return the name of the currency. */
    public String currency() {
        return this.currency;
    }

    /**
     * Return the price of a prediction. The price of a deployment applies to its predictions alone, and the price of a version
     * takes precedence over that of its model.
     *
     * @param model {@code owner/name}, or {@code null} if it is not known
     * @param version id of the version, or {@code null} for none
     * @param deployment {@code owner/name} of the deployment, or {@code null} for none
     * @return the price, or {@code null} if there is none
     */
    public @Nullable Price price(@Nullable String model, @Nullable String version, @Nullable String deployment) {
        if (deployment != null) {
            return this.deployments.get(deployment);
        }
        Price price = version == null ? null : this.models.get(version);
        if (price == null && version != null && model != null) {
            price = this.models.get(model + ":" + version);
        }
        return price == null && model != null ? this.models.get(model) : price;
    }

    /**
     * Return the cost of a prediction. A prediction that was aborted, and one that did not succeed and never started, cost
     * nothing. The price per run applies to predictions that succeed; all other prices apply to the metrics of the prediction,
     * whatever its status.
     *
     * @param prediction the prediction
     * @return the cost; {@code null} if the prediction has not completed, there is no price, or Replicate does not report a metric
     *     to which the price applies
     */
    public @Nullable Cost costOf(Prediction prediction) {
        Price price = price(prediction.model(), prediction.version(), prediction.deployment());
        if (price == null || !prediction.isTerminal() || !hasPredictionPrice(price)) {
            return null;
        }
        if (prediction.status() == PredictionStatus.ABORTED
                || !prediction.succeeded() && prediction.startedAt() == null) {
            return cost(BigDecimal.ZERO);
        }
        BigDecimal amount = price.perRun() != null && prediction.succeeded() ? price.perRun() : BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> unit : price.perMetric().entrySet()) {
            BigDecimal count = number(prediction.metrics().get(unit.getKey()));
            if (count == null) {
                return null;
            }
            amount = amount.add(unit.getValue().multiply(count));
        }
        return cost(amount);
    }

    private static boolean hasPredictionPrice(Price price) {
        return price.perRun() != null || !price.perMetric().isEmpty();
    }

    /**
     * Return the cost of a training: its run time at the price per training second of the model.
     *
     * @param training the training
     * @return the cost; {@code null} if the training has not completed, there is no price, or Replicate does not report the run
     *     time
     */
    public @Nullable Cost costOf(Training training) {
        Price price = price(training.model(), training.version(), null);
        if (price == null || price.perTrainingSecond() == null || !training.isTerminal()) {
            return null;
        }
        if (!training.succeeded() && training.startedAt() == null) {
            return cost(BigDecimal.ZERO);
        }
        BigDecimal seconds = number(training.metrics().get(Price.RUN_TIME));
        return seconds == null ? null : cost(price.perTrainingSecond().multiply(seconds));
    }

    private Cost cost(BigDecimal amount) {
        return new Cost(amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros(), this.currency);
    }

    /** Return a metric as a number, or {@code null} if it is missing, negative, or too large to be a metric. */
    private static @Nullable BigDecimal number(@Nullable Object metric) {
        if (!(metric instanceof Number number)
                || !(number.doubleValue() >= 0)
                || number.doubleValue() > Long.MAX_VALUE) {
            return null;
        }
        return new BigDecimal(number.toString());
    }

    /** Return the currency and the models and deployments that have a price. */
    @Override
    public String toString() {
        return "Prices[currency=" + this.currency + ", models=" + this.models.keySet() + ", deployments="
                + this.deployments.keySet() + "]";
    }

    /**
     * Builder of {@link Prices}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private String currency = "USD";

        private final Map<String, Price> models = new HashMap<>();

        private final Map<String, Price> deployments = new HashMap<>();

        private final Map<String, BigDecimal> hardware = new HashMap<>();

        private Builder() {}

        /**
         * Set the name of the currency of all prices. It is only a label. Default: {@code USD}.
         *
         * @param currency name of 1 to 20 letters
         * @return this builder
         * @throws IllegalArgumentException if the name is not 1 to 20 letters
         */
        public Builder currency(String currency) {
            if (!Arguments.notNull("currency", currency).matches("\\p{L}{1,20}")) {
                throw new IllegalArgumentException("currency must be 1 to 20 letters, such as USD");
            }
            this.currency = currency;
            return this;
        }

        /**
         * Set the price of a model or of one of its versions. It replaces an earlier price.
         *
         * @param model {@code owner/name}, {@code owner/name:version} or a version id
         * @param price the price
         * @return this builder
         * @throws IllegalArgumentException if the name has another form
         */
        public Builder model(String model, Price price) {
            this.models.put(ModelReference.ofModel(model).toString(), Arguments.notNull("price", price));
            return this;
        }

        /**
         * Set the price of a deployment. It replaces an earlier price.
         *
         * @param deployment {@code owner/name}
         * @param price the price
         * @return this builder
         * @throws IllegalArgumentException if the name has another form
         */
        public Builder deployment(String deployment, Price price) {
            String name = ModelReference.ownerAndName("deployment", deployment).toString();
            this.deployments.put(name, Arguments.notNull("price", price));
            return this;
        }

        /**
         * Set the price of one second on hardware, for prices that name it.
         *
         * @param hardware name such as {@code gpu-l40s}
         * @param perSecond amount greater than zero
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or the amount is out of range
         */
        public Builder hardware(String hardware, BigDecimal perSecond) {
            this.hardware.put(Arguments.notBlank("hardware", hardware), Price.check("price of " + hardware, perSecond));
            return this;
        }
    }
}
