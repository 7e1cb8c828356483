/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.limits;

import io.github.replicate4j.internal.support.Arguments;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Limits on creates of predictions and trainings: {@code replicate.limits.*}. They apply to each API token separately.
 *
 * @param maxInFlight maximum number of predictions and trainings that have not completed, or {@code null} for no limit
 * @param createsPerMinute maximum number of creates within any minute, or {@code null} for no limit
 * @param costPerHour maximum cost within any hour, in the currency of the prices, or {@code null} for no limit
 * @param costPerDay maximum cost within any 24 hours, in the currency of the prices, or {@code null} for no limit
 * @param maxWait time for which a create that exceeds a limit waits before it fails; zero to fail immediately
 * @param releaseAfter time after which a prediction or training whose completion the client does not learn of no longer counts as
 *     in flight
 * @param prefix prefix of the properties that set the limits, which messages name
 * @since 0.1.0
 */
public record LimitSettings(
        @Nullable Integer maxInFlight,
        @Nullable Integer createsPerMinute,
        @Nullable BigDecimal costPerHour,
        @Nullable BigDecimal costPerDay,
        Duration maxWait,
        Duration releaseAfter,
        String prefix) {

    private static final Duration MAX_WAIT = Duration.ofHours(1);

    private static final BigDecimal MAX_COST = BigDecimal.valueOf(1_000_000_000);

    /** No limits. Creates never wait, and predictions count as in flight for at most an hour. */
    public static final LimitSettings NONE =
            new LimitSettings(null, null, null, null, Duration.ZERO, Duration.ofHours(1), "replicate.limits");

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range, or the limit per hour is greater than the limit per day
     */
    public LimitSettings {
        if (maxInFlight != null) {
            Arguments.between("maxInFlight", maxInFlight, 1, 1_000_000);
        }
        if (createsPerMinute != null) {
            Arguments.between("createsPerMinute", createsPerMinute, 1, 1_000_000);
        }
        cost("costPerHour", costPerHour);
        cost("costPerDay", costPerDay);
        if (costPerHour != null && costPerDay != null && costPerHour.compareTo(costPerDay) > 0) {
            throw new IllegalArgumentException("costPerHour (" + costPerHour.toPlainString()
                    + ") must not be greater than costPerDay (" + costPerDay.toPlainString()
                    + "), because it would never apply");
        }
        if (Arguments.notNull("maxWait", maxWait).isNegative() || maxWait.compareTo(MAX_WAIT) > 0) {
            throw new IllegalArgumentException("maxWait must be from zero to one hour but is " + maxWait);
        }
        releaseAfter = Arguments.positive("releaseAfter", releaseAfter);
        Arguments.notBlank("prefix", prefix);
    }

    private static void cost(String name, @Nullable BigDecimal amount) {
        if (amount != null && (amount.signum() <= 0 || amount.compareTo(MAX_COST) > 0 || amount.scale() > 18)) {
            throw new IllegalArgumentException(
                    name + " must be greater than zero and at most " + MAX_COST + ", with at most 18 decimal places");
        }
    }

    /** Return whether there is a limit. */
    public boolean hasLimits() {
        return this.maxInFlight != null || this.createsPerMinute != null || hasCostLimits();
    }

    /** Return whether there is a limit on cost, which requires prices. */
    public boolean hasCostLimits() {
        return this.costPerHour != null || this.costPerDay != null;
    }

    /**
     * Return settings with some values changed.
     *
     * @param change changes values
     * @return the changed settings
     * @throws IllegalArgumentException if a value is out of range, or the limit per hour is greater than the limit per day
     */
    public LimitSettings with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link LimitSettings}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable Integer maxInFlight;

        private @Nullable Integer createsPerMinute;

        private @Nullable BigDecimal costPerHour;

        private @Nullable BigDecimal costPerDay;

        private Duration maxWait;

        private Duration releaseAfter;

        private String prefix;

        private Builder(LimitSettings settings) {
            this.maxInFlight = settings.maxInFlight;
            this.createsPerMinute = settings.createsPerMinute;
            this.costPerHour = settings.costPerHour;
            this.costPerDay = settings.costPerDay;
            this.maxWait = settings.maxWait;
            this.releaseAfter = settings.releaseAfter;
            this.prefix = settings.prefix;
        }

        /**
         * Set the maximum number of predictions and trainings that have not completed.
         *
         * @param maxInFlight from 1 to 1,000,000, or {@code null} for no limit
         * @return this builder
         */
        public Builder maxInFlight(@Nullable Integer maxInFlight) {
            this.maxInFlight = maxInFlight;
            return this;
        }

        /**
         * Set the maximum number of creates within any minute. A create counts once, with all of its retries, and also if
         * Replicate rejects it.
         *
         * @param createsPerMinute from 1 to 1,000,000, or {@code null} for no limit
         * @return this builder
         */
        public Builder createsPerMinute(@Nullable Integer createsPerMinute) {
            this.createsPerMinute = createsPerMinute;
            return this;
        }

        /**
         * Set the maximum cost within any hour.
         *
         * @param costPerHour greater than zero, in the currency of the prices, or {@code null} for no limit
         * @return this builder
         */
        public Builder costPerHour(@Nullable BigDecimal costPerHour) {
            this.costPerHour = costPerHour;
            return this;
        }

        /**
         * Set the maximum cost within any 24 hours.
         *
         * @param costPerDay greater than zero, in the currency of the prices, or {@code null} for no limit
         * @return this builder
         */
        public Builder costPerDay(@Nullable BigDecimal costPerDay) {
            this.costPerDay = costPerDay;
            return this;
        }

        /**
         * Set how long a create that exceeds a limit waits before it fails. Creates wait in the order of their calls.
         *
         * @param maxWait from zero, which is the default, to one hour
         * @return this builder
         */
        public Builder maxWait(Duration maxWait) {
            this.maxWait = maxWait;
            return this;
        }

        /**
         * Set after what time a prediction or training whose completion the client does not learn of no longer counts as in
         * flight. If the create sets {@code cancelAfter}, that time applies. Default: 1 hour.
         *
         * @param releaseAfter longer than zero
         * @return this builder
         */
        public Builder releaseAfter(Duration releaseAfter) {
            this.releaseAfter = releaseAfter;
            return this;
        }

        /**
         * Set the prefix of the properties that set the limits. Messages name the property of a limit. Default:
         * {@code replicate.limits}, which are the properties of the default client.
         *
         * @param prefix prefix, such as {@code replicate.clients.team-a.limits}
         * @return this builder
         */
        public Builder prefix(String prefix) {
            this.prefix = prefix;
            return this;
        }

        private LimitSettings build() {
            return new LimitSettings(
                    this.maxInFlight,
                    this.createsPerMinute,
                    this.costPerHour,
                    this.costPerDay,
                    this.maxWait,
                    this.releaseAfter,
                    this.prefix);
        }
    }
}
