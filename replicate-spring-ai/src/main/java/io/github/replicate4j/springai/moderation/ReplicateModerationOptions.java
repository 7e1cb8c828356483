/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.moderation;

import io.github.replicate4j.springai.internal.BaseOptions;
import io.github.replicate4j.springai.internal.OptionValues;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.moderation.ModerationOptions;

/**
 * Options of a moderation model on Replicate. An input such as {@code assistant} is a response to moderate.
 *
 * @since 0.1.0
 */
public final class ReplicateModerationOptions extends BaseOptions implements ModerationOptions {

    private ReplicateModerationOptions(Builder builder) {
        super(builder);
    }

    /**
     * Return a builder of options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Return a builder with these options.
     *
     * @return a builder
     */
    public Builder mutate() {
        return builder().combineWith(this);
    }

    /**
     * Builder of {@link ReplicateModerationOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder extends BaseOptions.Builder<Builder> {

        private Builder() {}

        /**
         * Replace options of this builder by those that are set in other options. Inputs are added, and replace inputs of the
         * same name.
         *
         * @param other options of any provider, or {@code null}
         * @return this builder
         * @throws IllegalArgumentException if this builder does not accept a value of the other options
         */
        public Builder combineWith(@Nullable ModerationOptions other) {
            if (other instanceof ReplicateModerationOptions that) {
                return replaceBy(that);
            }
            if (other != null) {
                OptionValues.ifSet(other.getModel(), this::model);
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
