/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Settings of a journal of creates: {@code replicate.journal.*}.
 *
 * @param required whether a create fails if it cannot be recorded; otherwise it is sent without a record
 * @param webhookGrace how long to wait for a webhook before the completion of a task is searched for
 * @param retention how long to keep settled creates
 * @since 0.1.0
 */
public record JournalSettings(boolean required, Duration webhookGrace, Duration retention) {

    /** The defaults: creates must be recorded, webhooks have 2 minutes, and settled creates are kept for 30 days. */
    public static final JournalSettings DEFAULT = new JournalSettings(true, Duration.ofMinutes(2), Duration.ofDays(30));

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public JournalSettings {
        webhookGrace = Arguments.positive("journal webhookGrace", webhookGrace);
        retention = Arguments.atLeast("journal retention", retention, Duration.ofHours(1));
    }

    /**
     * Return settings with some values changed.
     *
     * @param change changes values
     * @return the changed settings
     * @throws IllegalArgumentException if a value is out of range
     */
    public JournalSettings with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link JournalSettings}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private boolean required;

        private Duration webhookGrace;

        private Duration retention;

        private Builder(JournalSettings settings) {
            this.required = settings.required;
            this.webhookGrace = settings.webhookGrace;
            this.retention = settings.retention;
        }

        /**
         * Set whether a create fails if it cannot be recorded.
         *
         * @param required {@code false} to send it without a record, and log a warning
         * @return this builder
         */
        public Builder required(boolean required) {
            this.required = required;
            return this;
        }

        /**
         * Set how long to wait for a webhook before the completion of a task is searched for.
         *
         * @param webhookGrace longer than zero; Replicate repeats a webhook for about a minute
         * @return this builder
         */
        public Builder webhookGrace(Duration webhookGrace) {
            this.webhookGrace = webhookGrace;
            return this;
        }

        /**
         * Set how long to keep settled creates. As long as a durable create is kept, its key cannot be used again.
         *
         * @param retention at least one hour
         * @return this builder
         */
        public Builder retention(Duration retention) {
            this.retention = retention;
            return this;
        }

        private JournalSettings build() {
            return new JournalSettings(this.required, this.webhookGrace, this.retention);
        }
    }
}
