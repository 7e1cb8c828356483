/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.moderation;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.moderation.ModerationOptions;

/**
 * Options of a moderation model on Replicate.
 *
 * @since 0.1.0
 */
public final class ReplicateModerationOptions implements ModerationOptions {

    private final @Nullable String model;

    private final @Nullable Duration timeout;

    private final @Nullable Boolean cancelOnTimeout;

    private final Map<String, @Nullable Object> input;

    private ReplicateModerationOptions(Builder builder) {
        this.model = builder.model;
        this.timeout = builder.timeout;
        this.cancelOnTimeout = builder.cancelOnTimeout;
        this.input = Collections.unmodifiableMap(new LinkedHashMap<>(builder.input));
    }

    /**
     * Return a builder of options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public @Nullable String getModel() {
        return this.model;
    }

    /**
     * Return the deadline of a call.
     *
     * @return the deadline, or {@code null} for the setting of the client
     */
    public @Nullable Duration getTimeout() {
        return this.timeout;
    }

    /**
     * Return whether the prediction is cancelled if the call ends before it completes.
     *
     * @return {@code null} for the setting of the client
     */
    public @Nullable Boolean getCancelOnTimeout() {
        return this.cancelOnTimeout;
    }

    /**
     * Return the inputs that are set by their names in the schema of the model.
     *
     * @return values by name; empty if there are none
     */
    public Map<String, @Nullable Object> getInput() {
        return this.input;
    }

    /**
     * Return a builder with these options.
     *
     * @return a builder
     */
    public Builder mutate() {
        return builder().combineWith(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReplicateModerationOptions that
                && Objects.equals(this.model, that.model)
                && Objects.equals(this.timeout, that.timeout)
                && Objects.equals(this.cancelOnTimeout, that.cancelOnTimeout)
                && this.input.equals(that.input);
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.model, this.timeout, this.cancelOnTimeout, this.input);
    }

    /** Return the model and the names of the inputs. */
    @Override
    public String toString() {
        return "ReplicateModerationOptions[model=" + this.model + ", input=" + this.input.keySet() + "]";
    }

    /**
     * Builder of {@link ReplicateModerationOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable String model;

        private @Nullable Duration timeout;

        private @Nullable Boolean cancelOnTimeout;

        private final Map<String, @Nullable Object> input = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Set the model to run.
         *
         * @param model {@code owner/name}, {@code owner/name:version}, or a version id
         * @return this builder
         */
        public Builder model(@Nullable String model) {
            this.model = model;
            return this;
        }

        /**
         * Set the deadline of a call, after which the prediction is cancelled.
         *
         * @param timeout longer than zero, or {@code null} for the setting of the client
         * @return this builder
         * @throws IllegalArgumentException if the timeout is not longer than zero
         */
        public Builder timeout(@Nullable Duration timeout) {
            this.timeout = timeout == null ? null : Arguments.positive("timeout", timeout);
            return this;
        }

        /**
         * Set whether the prediction is cancelled if the call ends before it completes.
         *
         * @param cancelOnTimeout {@code null} for the setting of the client
         * @return this builder
         */
        public Builder cancelOnTimeout(@Nullable Boolean cancelOnTimeout) {
            this.cancelOnTimeout = cancelOnTimeout;
            return this;
        }

        /**
         * Set an input by its name in the schema of the model, such as {@code assistant} for a response to moderate. It is sent
         * as it is.
         *
         * @param name name of the input
         * @param value any value that can be written as JSON; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder input(String name, @Nullable Object value) {
            this.input.put(Arguments.notBlank("name", name), value);
            return this;
        }

        /**
         * Set several inputs by their names.
         *
         * @param input values by name
         * @return this builder
         * @see #input(String, Object)
         */
        public Builder input(Map<String, ? extends @Nullable Object> input) {
            input.forEach(this::input);
            return this;
        }

        /**
         * Replace options by those that are set in others, which may be those of another provider. Inputs are added.
         *
         * @param other options, or {@code null}
         * @return this builder
         */
        public Builder combineWith(@Nullable ModerationOptions other) {
            if (other != null && other.getModel() != null) {
                this.model = other.getModel();
            }
            if (other instanceof ReplicateModerationOptions that) {
                this.timeout = that.timeout == null ? this.timeout : that.timeout;
                this.cancelOnTimeout = that.cancelOnTimeout == null ? this.cancelOnTimeout : that.cancelOnTimeout;
                this.input.putAll(that.input);
            }
            return this;
        }

        /**
         * Build the options.
         *
         * @return the options
         */
        public ReplicateModerationOptions build() {
            return new ReplicateModerationOptions(this);
        }
    }
}
