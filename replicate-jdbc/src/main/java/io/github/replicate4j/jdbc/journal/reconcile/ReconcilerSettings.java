/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Settings of a {@link Reconciler}: {@code replicate.reconcile.*}, except {@code orphanDelay}, for which there is no property.
 *
 * @param interval time between two runs of one instance, with a jitter of 20 %
 * @param maxAge time after the request at which a create without a known completion expires
 * @param orphans what to do with the tasks of runs whose process has ended
 * @param orphanDelay how long an instance must have renewed its own runs without a failure before it treats runs of other
 *     instances as orphans. While the database is not available, no instance can renew its runs. Directly after an outage, the
 *     runs of instances that still work therefore look like orphans
 * @param resend whether to send a durable create again that Replicate has not received
 * @since 0.1.0
 */
public record ReconcilerSettings(
        Duration interval, Duration maxAge, OrphanPolicy orphans, Duration orphanDelay, ResendPolicy resend) {

    /**
     * The defaults: a run each minute, creates expire after 24 hours, orphans are cancelled after a delay of 30 seconds, and no
     * create with an unknown outcome is sent again.
     */
    public static final ReconcilerSettings DEFAULT = new ReconcilerSettings(
            Duration.ofSeconds(60),
            Duration.ofHours(24),
            OrphanPolicy.CANCEL,
            Duration.ofSeconds(30),
            ResendPolicy.NEVER);

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public ReconcilerSettings {
        interval = Arguments.atLeast("reconcile interval", interval, Duration.ofMillis(100));
        maxAge = Arguments.atLeast("reconcile maxAge", maxAge, Duration.ofMinutes(10));
        Arguments.notNull("reconcile orphans", orphans);
        if (Arguments.notNull("reconcile orphanDelay", orphanDelay).isNegative()) {
            throw new IllegalArgumentException("reconcile orphanDelay must not be negative but is " + orphanDelay);
        }
        Arguments.notNull("reconcile resend", resend);
    }

    /**
     * Return settings with some values changed.
     *
     * @param change changes values
     * @return the changed settings
     * @throws IllegalArgumentException if a value is out of range
     */
    public ReconcilerSettings with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link ReconcilerSettings}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private Duration interval;

        private Duration maxAge;

        private OrphanPolicy orphans;

        private Duration orphanDelay;

        private ResendPolicy resend;

        private Builder(ReconcilerSettings settings) {
            this.interval = settings.interval;
            this.maxAge = settings.maxAge;
            this.orphans = settings.orphans;
            this.orphanDelay = settings.orphanDelay;
            this.resend = settings.resend;
        }

        /**
         * Set the time between two runs of one instance.
         *
         * @param interval at least 100 milliseconds
         * @return this builder
         */
        public Builder interval(Duration interval) {
            this.interval = interval;
            return this;
        }

        /**
         * Set the time after the request at which a create without a known completion expires.
         *
         * @param maxAge at least 10 minutes
         * @return this builder
         */
        public Builder maxAge(Duration maxAge) {
            this.maxAge = maxAge;
            return this;
        }

        /**
         * Set what to do with the tasks of runs whose process has ended.
         *
         * @param orphans the policy
         * @return this builder
         */
        public Builder orphans(OrphanPolicy orphans) {
            this.orphans = orphans;
            return this;
        }

        /**
         * Set how long an instance must have renewed its own runs without a failure before it treats runs of other instances as
         * orphans.
         *
         * @param orphanDelay not negative
         * @return this builder
         */
        public Builder orphanDelay(Duration orphanDelay) {
            this.orphanDelay = orphanDelay;
            return this;
        }

        /**
         * Set whether to send a durable create again that Replicate has not received.
         *
         * @param resend the policy
         * @return this builder
         */
        public Builder resend(ResendPolicy resend) {
            this.resend = resend;
            return this;
        }

        private ReconcilerSettings build() {
            return new ReconcilerSettings(this.interval, this.maxAge, this.orphans, this.orphanDelay, this.resend);
        }
    }
}
