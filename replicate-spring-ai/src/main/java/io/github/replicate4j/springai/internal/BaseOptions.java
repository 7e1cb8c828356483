/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.internal;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.springai.ReplicateOptions;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options of a kind of model. Options that are set with {@code null} are not set. */
public abstract class BaseOptions implements ReplicateOptions {

    private final OptionValues values;

    protected BaseOptions(Builder<?> builder) {
        this.values = builder.values;
    }

    protected final <T> @Nullable T get(String option, Class<T> type) {
        return this.values.get(option, type);
    }

    @Override
    public @Nullable String getModel() {
        return get("model", String.class);
    }

    @Override
    public Map<String, @Nullable Object> getInput() {
        return this.values.input();
    }

    @Override
    public @Nullable Duration getTimeout() {
        return this.values.timeout();
    }

    @Override
    public @Nullable Boolean getCancelOnTimeout() {
        return this.values.cancelOnTimeout();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BaseOptions that && getClass() == that.getClass() && this.values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return this.values.hashCode();
    }

    /** Return the model, and the names of the options that are set. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[model=" + getModel() + ", " + this.values + "]";
    }

    /**
     * Builder of options.
     *
     * @param <B> type of the builder
     */
    public abstract static class Builder<B extends ReplicateOptions.Builder<B>> implements ReplicateOptions.Builder<B> {

        private OptionValues values = OptionValues.NONE;

        @Override
        public B model(@Nullable String model) {
            return set("model", model == null || model.isBlank() ? null : model);
        }

        @Override
        public B input(String name, @Nullable Object value) {
            return values(this.values.withInput(name, value));
        }

        @Override
        public B input(Map<String, ? extends @Nullable Object> input) {
            return values(this.values.withInput(input));
        }

        @Override
        public B timeout(@Nullable Duration timeout) {
            return values(this.values.withTimeout(timeout));
        }

        @Override
        public B cancelOnTimeout(@Nullable Boolean cancelOnTimeout) {
            return values(this.values.withCancelOnTimeout(cancelOnTimeout));
        }

        protected final B set(String option, @Nullable Object value) {
            return values(this.values.with(option, value));
        }

        protected final B setPositive(String option, @Nullable Integer value) {
            return set(option, value == null ? null : Arguments.positive(option, value));
        }

        /** Replace options by those that are set in others. Inputs are added. */
        protected final B replaceBy(BaseOptions others) {
            return values(this.values.replacedBy(others.values));
        }

        @SuppressWarnings("unchecked")
        private B values(OptionValues changed) {
            this.values = changed;
            return (B) this;
        }
    }
}
