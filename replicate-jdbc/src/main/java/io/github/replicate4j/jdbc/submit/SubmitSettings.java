/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Settings of durable creates: {@code replicate.submit.*}.
 *
 * @param maxInFlight maximum number of predictions of durable creates that are sent or running, for all instances; 0 for no limit
 * @param workers maximum number of creates that one instance sends concurrently
 * @param pollInterval time between two queries for queued creates of other instances
 * @since 0.1.0
 */
public record SubmitSettings(int maxInFlight, int workers, Duration pollInterval) {

    /** The defaults: no limit of predictions in flight, 4 workers on each instance, and a query each second. */
    public static final SubmitSettings DEFAULT = new SubmitSettings(0, 4, Duration.ofSeconds(1));

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public SubmitSettings {
        Arguments.notNegative("submit maxInFlight", maxInFlight);
        Arguments.positive("submit workers", workers);
        pollInterval = Arguments.atLeast("submit pollInterval", pollInterval, Duration.ofMillis(10));
    }

    /**
     * Return settings with some values changed.
     *
     * @param change changes values
     * @return the changed settings
     * @throws IllegalArgumentException if a value is out of range
     */
    public SubmitSettings with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link SubmitSettings}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private int maxInFlight;

        private int workers;

        private Duration pollInterval;

        private Builder(SubmitSettings settings) {
            this.maxInFlight = settings.maxInFlight;
            this.workers = settings.workers;
            this.pollInterval = settings.pollInterval;
        }

        /**
         * Set the maximum number of predictions of durable creates that are sent or running, for all instances.
         *
         * @param maxInFlight at least 0, which means no limit
         * @return this builder
         */
        public Builder maxInFlight(int maxInFlight) {
            this.maxInFlight = maxInFlight;
            return this;
        }

        /**
         * Set the maximum number of creates that one instance sends concurrently.
         *
         * @param workers at least 1
         * @return this builder
         */
        public Builder workers(int workers) {
            this.workers = workers;
            return this;
        }

        /**
         * Set the time between two queries for queued creates of other instances. Those of this instance are sent immediately.
         *
         * @param pollInterval at least 10 milliseconds
         * @return this builder
         */
        public Builder pollInterval(Duration pollInterval) {
            this.pollInterval = pollInterval;
            return this;
        }

        private SubmitSettings build() {
            return new SubmitSettings(this.maxInFlight, this.workers, this.pollInterval);
        }
    }
}
