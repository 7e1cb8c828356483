/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.settings;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Settings of runs and waits: {@code replicate.run.*}.
 *
 * @param preferWait time that the create of a run waits for completion at Replicate ({@code Prefer: wait}), in whole
 *     seconds from 1 to 60
 * @param timeout deadline of a run, and of a wait that sets none
 * @param pollInterval interval between polls; it grows up to tenfold
 * @param webhookPollInterval interval between polls while a webhook is expected
 * @param maxPollsPerMinute maximum number of polls of one client in any minute, for each API token
 * @param cancelOnAbandon whether to cancel a prediction or training at Replicate when the call that created it is
 *     abandoned: by timeout, interruption, cancellation or shutdown
 * @since 0.1.0
 */
public record RunSettings(
        Duration preferWait,
        Duration timeout,
        Duration pollInterval,
        Duration webhookPollInterval,
        int maxPollsPerMinute,
        boolean cancelOnAbandon) {

    /**
     * The defaults: creates wait for 5 seconds; runs end after 30 minutes; polls start at 500 milliseconds, or at 6 seconds if
     * a webhook is expected, with at most 3,000 per minute; abandoned predictions and trainings are cancelled.
     */
    public static final RunSettings DEFAULT = new RunSettings(
            Duration.ofSeconds(5), Duration.ofMinutes(30), Duration.ofMillis(500), Duration.ofSeconds(6), 3_000, true);

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public RunSettings {
        Arguments.wholeSeconds("run preferWait", preferWait, Duration.ofSeconds(1), Duration.ofSeconds(60));
        timeout = Arguments.positive("run timeout", timeout);
        pollInterval = Arguments.atLeast("run pollInterval", pollInterval, Duration.ofMillis(1));
        webhookPollInterval = Arguments.atLeast("run webhookPollInterval", webhookPollInterval, Duration.ofMillis(1));
        Arguments.positive("run maxPollsPerMinute", maxPollsPerMinute);
    }

    /**
     * Return settings with some values changed.
     *
     * @param change changes values
     * @return the changed settings
     * @throws IllegalArgumentException if a value is out of range
     */
    public RunSettings with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link RunSettings}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private Duration preferWait;

        private Duration timeout;

        private Duration pollInterval;

        private Duration webhookPollInterval;

        private int maxPollsPerMinute;

        private boolean cancelOnAbandon;

        private Builder(RunSettings settings) {
            this.preferWait = settings.preferWait;
            this.timeout = settings.timeout;
            this.pollInterval = settings.pollInterval;
            this.webhookPollInterval = settings.webhookPollInterval;
            this.maxPollsPerMinute = settings.maxPollsPerMinute;
            this.cancelOnAbandon = settings.cancelOnAbandon;
        }

        /**
         * Set how long the create of a run waits for completion at Replicate: {@code Prefer: wait}.
         *
         * @param preferWait whole seconds from 1 to 60
         * @return this builder
         */
        public Builder preferWait(Duration preferWait) {
            this.preferWait = preferWait;
            return this;
        }

        /**
         * Set the deadline of a run, and of a wait that sets none.
         *
         * @param timeout longer than zero
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * Set the interval between polls. It grows up to tenfold.
         *
         * @param pollInterval at least one millisecond
         * @return this builder
         */
        public Builder pollInterval(Duration pollInterval) {
            this.pollInterval = pollInterval;
            return this;
        }

        /**
         * Set the interval between polls while a webhook is expected.
         *
         * @param webhookPollInterval at least one millisecond
         * @return this builder
         */
        public Builder webhookPollInterval(Duration webhookPollInterval) {
            this.webhookPollInterval = webhookPollInterval;
            return this;
        }

        /**
         * Set the maximum number of polls of one client in any minute, for each API token.
         *
         * @param maxPollsPerMinute at least one
         * @return this builder
         */
        public Builder maxPollsPerMinute(int maxPollsPerMinute) {
            this.maxPollsPerMinute = maxPollsPerMinute;
            return this;
        }

        /**
         * Set whether to cancel a prediction or training at Replicate when the call that created it is abandoned: by
         * timeout, interruption, cancellation or shutdown.
         *
         * @param cancelOnAbandon {@code false} to let it run
         * @return this builder
         */
        public Builder cancelOnAbandon(boolean cancelOnAbandon) {
            this.cancelOnAbandon = cancelOnAbandon;
            return this;
        }

        private RunSettings build() {
            return new RunSettings(
                    this.preferWait,
                    this.timeout,
                    this.pollInterval,
                    this.webhookPollInterval,
                    this.maxPollsPerMinute,
                    this.cancelOnAbandon);
        }
    }
}
