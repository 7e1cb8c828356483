/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Settings of a stored inbox: {@code replicate.inbox.*}.
 *
 * @param workers number of threads of this instance that run listeners. Each of them uses one connection while it runs listeners
 * @param batch maximum number of completions that this instance reserves with one statement
 * @param lease time for which a completion is reserved for this instance. Listeners must have started within it; they may run for
 *     longer, because their transaction keeps the completion locked. If this instance stops or loses its connection, another one
 *     runs the listeners when the lease has expired
 * @param maxAttempts number of attempts after which a completion is parked. An attempt that ends with its process counts
 * @param retention time for which processed completions are remembered, to detect duplicates
 * @param journaled whether the same database contains a journal of creates. A completion is then remembered for longer than the
 *     retention if its create is not settled: a reconciler that finds it would publish it again
 * @param payloadRetention time for which the payload of a processed completion is kept, so that
 *     {@link io.github.replicate4j.jdbc.signals.DatabaseSignals} of other instances can read it. If zero, it is deleted in the
 *     transaction of the listeners
 * @param pollInterval time between two queries of an idle instance for completions that are due, with a jitter of 20 %. Completions
 *     that this instance has stored do not wait for it
 * @param shutdownTimeout time for which {@link JdbcWebhookInbox#close()} waits for running listeners
 * @since 0.1.0
 */
public record InboxSettings(
        int workers,
        int batch,
        Duration lease,
        int maxAttempts,
        Duration retention,
        boolean journaled,
        Duration payloadRetention,
        Duration pollInterval,
        Duration shutdownTimeout) {

    private static final int MAX_WORKERS = 1_000;

    private static final int MAX_BATCH = 1_000;

    private static final Duration MIN_LEASE = Duration.ofSeconds(1);

    private static final Duration MIN_POLL_INTERVAL = Duration.ofMillis(100);

    /**
     * The defaults: 4 workers, batches of 20, a lease of 30 seconds, 20 attempts, a retention of 24 hours, no journal, payloads
     * that are not kept, a query every 2 seconds and 10 seconds for running listeners.
     */
    public static final InboxSettings DEFAULT = new InboxSettings(
            4,
            20,
            Duration.ofSeconds(30),
            20,
            Duration.ofHours(24),
            false,
            Duration.ZERO,
            Duration.ofSeconds(2),
            Duration.ofSeconds(10));

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public InboxSettings {
        Arguments.between("inbox workers", workers, 1, MAX_WORKERS);
        Arguments.between("inbox batch", batch, 1, MAX_BATCH);
        lease = Arguments.atLeast("inbox lease", lease, MIN_LEASE);
        Arguments.positive("inbox maxAttempts", maxAttempts);
        retention = Arguments.positive("inbox retention", retention);
        if (Arguments.notNull("inbox payloadRetention", payloadRetention).isNegative()) {
            throw new IllegalArgumentException(
                    "inbox payloadRetention must not be negative but is " + payloadRetention);
        }
        if (payloadRetention.compareTo(retention) > 0) {
            throw new IllegalArgumentException("inbox payloadRetention must be at most the retention of " + retention
                    + " but is " + payloadRetention);
        }
        pollInterval = Arguments.atLeast("inbox pollInterval", pollInterval, MIN_POLL_INTERVAL);
        shutdownTimeout = Arguments.positive("inbox shutdownTimeout", shutdownTimeout);
    }

    /**
     * Check that processed completions are remembered for as long as a copy of their delivery can be accepted: a signature is valid
     * from one tolerance before the time of the delivery to one tolerance after it.
     *
     * @param webhookTolerance largest accepted difference between the timestamp of a delivery and the clock
     * @throws IllegalArgumentException if the retention is shorter than twice the tolerance and one minute
     */
    public void checkRetention(Duration webhookTolerance) {
        Duration min = webhookTolerance.multipliedBy(2).plusMinutes(1);
        if (this.retention.compareTo(min) < 0) {
            throw new IllegalArgumentException("inbox retention must be at least " + min.toSeconds()
                    + " s, which is twice the webhook tolerance and one minute, but is " + this.retention
                    + ": a copy of a delivery could be processed again");
        }
    }

    /**
     * Return settings with some values changed.
     *
     * @param change changes values
     * @return the changed settings
     * @throws IllegalArgumentException if a value is out of range
     */
    public InboxSettings with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link InboxSettings}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private int workers;

        private int batch;

        private Duration lease;

        private int maxAttempts;

        private Duration retention;

        private boolean journaled;

        private Duration payloadRetention;

        private Duration pollInterval;

        private Duration shutdownTimeout;

        private Builder(InboxSettings settings) {
            this.workers = settings.workers;
            this.batch = settings.batch;
            this.lease = settings.lease;
            this.maxAttempts = settings.maxAttempts;
            this.retention = settings.retention;
            this.journaled = settings.journaled;
            this.payloadRetention = settings.payloadRetention;
            this.pollInterval = settings.pollInterval;
            this.shutdownTimeout = settings.shutdownTimeout;
        }

        /**
         * Set the number of threads that run listeners.
         *
         * @param workers from 1 to 1,000
         * @return this builder
         */
        public Builder workers(int workers) {
            this.workers = workers;
            return this;
        }

        /**
         * Set the maximum number of completions that one statement reserves.
         *
         * @param batch from 1 to 1,000
         * @return this builder
         */
        public Builder batch(int batch) {
            this.batch = batch;
            return this;
        }

        /**
         * Set the time for which a completion is reserved. Listeners must have started within it, and may run for longer.
         *
         * @param lease at least 1 second
         * @return this builder
         */
        public Builder lease(Duration lease) {
            this.lease = lease;
            return this;
        }

        /**
         * Set the number of attempts after which a completion is parked.
         *
         * @param maxAttempts 1 or more
         * @return this builder
         */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = maxAttempts;
            return this;
        }

        /**
         * Set the time for which processed completions are remembered.
         *
         * @param retention longer than zero; see {@link InboxSettings#checkRetention}
         * @return this builder
         */
        public Builder retention(Duration retention) {
            this.retention = retention;
            return this;
        }

        /**
         * Set whether the same database contains a journal of creates, for whose unsettled creates completions are remembered.
         *
         * @param journaled whether there is a journal; its table must exist
         * @return this builder
         */
        public Builder journaled(boolean journaled) {
            this.journaled = journaled;
            return this;
        }

        /**
         * Set the time for which the payload of a processed completion is kept for waits on other instances.
         *
         * @param payloadRetention zero or longer, at most the retention
         * @return this builder
         */
        public Builder payloadRetention(Duration payloadRetention) {
            this.payloadRetention = payloadRetention;
            return this;
        }

        /**
         * Set the time between two queries of an idle instance.
         *
         * @param pollInterval at least 100 milliseconds
         * @return this builder
         */
        public Builder pollInterval(Duration pollInterval) {
            this.pollInterval = pollInterval;
            return this;
        }

        /**
         * Set the time for which closing the inbox waits for running listeners.
         *
         * @param shutdownTimeout longer than zero
         * @return this builder
         */
        public Builder shutdownTimeout(Duration shutdownTimeout) {
            this.shutdownTimeout = shutdownTimeout;
            return this;
        }

        private InboxSettings build() {
            return new InboxSettings(
                    this.workers,
                    this.batch,
                    this.lease,
                    this.maxAttempts,
                    this.retention,
                    this.journaled,
                    this.payloadRetention,
                    this.pollInterval,
                    this.shutdownTimeout);
        }
    }
}
