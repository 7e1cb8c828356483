/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.settings;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Settings of retries: {@code replicate.retry.*}.
 *
 * @param maxRetries maximum number of retries; 0 disables them
 * @param initialDelay delay before the first retry; it doubles with each further one
 * @param maxDelay maximum delay, unless Replicate requests another
 * @param maxServerDelay maximum delay that Replicate may request; a call fails immediately if it requests more, and polls
 *     pause for no longer than this
 * @since 0.1.0
 */
public record RetrySettings(int maxRetries, Duration initialDelay, Duration maxDelay, Duration maxServerDelay) {

    /** The defaults: two retries, after about 0.5 and 1 seconds. */
    public static final RetrySettings DEFAULT =
            new RetrySettings(2, Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(60));

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public RetrySettings {
        Arguments.notNegative("retry maxRetries", maxRetries);
        initialDelay = Arguments.positive("retry initialDelay", initialDelay);
        maxDelay = Arguments.positive("retry maxDelay", maxDelay);
        maxServerDelay = Arguments.positive("retry maxServerDelay", maxServerDelay);
    }

    /**
     * Return settings with some values changed.
     *
     * @param change changes values
     * @return the changed settings
     * @throws IllegalArgumentException if a value is out of range
     */
    public RetrySettings with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link RetrySettings}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private int maxRetries;

        private Duration initialDelay;

        private Duration maxDelay;

        private Duration maxServerDelay;

        private Builder(RetrySettings settings) {
            this.maxRetries = settings.maxRetries;
            this.initialDelay = settings.initialDelay;
            this.maxDelay = settings.maxDelay;
            this.maxServerDelay = settings.maxServerDelay;
        }

        /**
         * Set the maximum number of retries.
         *
         * @param maxRetries 0 or more; 0 disables retries
         * @return this builder
         */
        public Builder maxRetries(int maxRetries) {
            this.maxRetries = maxRetries;
            return this;
        }

        /**
         * Set the delay before the first retry. It doubles with each further retry.
         *
         * @param initialDelay longer than zero
         * @return this builder
         */
        public Builder initialDelay(Duration initialDelay) {
            this.initialDelay = initialDelay;
            return this;
        }

        /**
         * Set the maximum delay unless Replicate requests another delay.
         *
         * @param maxDelay longer than zero
         * @return this builder
         */
        public Builder maxDelay(Duration maxDelay) {
            this.maxDelay = maxDelay;
            return this;
        }

        /**
         * Set the maximum delay that Replicate may request. A call fails immediately if it requests more, and polls
         * pause for no longer than this.
         *
         * @param maxServerDelay longer than zero
         * @return this builder
         */
        public Builder maxServerDelay(Duration maxServerDelay) {
            this.maxServerDelay = maxServerDelay;
            return this;
        }

        private RetrySettings build() {
            return new RetrySettings(this.maxRetries, this.initialDelay, this.maxDelay, this.maxServerDelay);
        }
    }
}
