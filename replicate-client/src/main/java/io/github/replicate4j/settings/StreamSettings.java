/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.settings;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Settings of event streams: {@code replicate.stream.*}.
 *
 * @param idleTimeout time without events after which the state of the prediction is requested and the stream is
 *     reopened
 * @since 0.1.0
 */
public record StreamSettings(Duration idleTimeout) {

    /** The defaults: one minute, because a starting model sends no events for a long time. */
    public static final StreamSettings DEFAULT = new StreamSettings(Duration.ofSeconds(60));

    /**
     * Create the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public StreamSettings {
        idleTimeout = Arguments.positive("stream idleTimeout", idleTimeout);
    }

    /**
     * Return settings with some values changed.
     *
     * @param change changes values
     * @return the changed settings
     * @throws IllegalArgumentException if a value is out of range
     */
    public StreamSettings with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return builder.build();
    }

    /**
     * Builder of {@link StreamSettings}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private Duration idleTimeout;

        private Builder(StreamSettings settings) {
            this.idleTimeout = settings.idleTimeout;
        }

        /**
         * Set the time without events after which the state of the prediction is requested and the stream is reopened.
         *
         * @param idleTimeout longer than zero
         * @return this builder
         */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = idleTimeout;
            return this;
        }

        private StreamSettings build() {
            return new StreamSettings(this.idleTimeout);
        }
    }
}
