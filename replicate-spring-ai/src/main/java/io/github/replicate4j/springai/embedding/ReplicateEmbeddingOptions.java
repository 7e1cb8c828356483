/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.springai.internal.RunOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.embedding.EmbeddingOptions;

/**
 * Options of an embedding model on Replicate. An option that is not set is not sent, so the model uses its own default.
 *
 * @since 0.1.0
 */
public final class ReplicateEmbeddingOptions implements EmbeddingOptions {

    private static final int MAX_TEXTS = 100;

    private static final int MAX_CONCURRENCY = 4;

    private final RunOptions run;

    private final @Nullable Integer dimensions;

    private final @Nullable Integer maxTextsPerPrediction;

    private final @Nullable Integer maxConcurrentPredictions;

    private ReplicateEmbeddingOptions(Builder builder) {
        this.run = builder.run;
        this.dimensions = builder.dimensions;
        this.maxTextsPerPrediction = builder.maxTextsPerPrediction;
        this.maxConcurrentPredictions = builder.maxConcurrentPredictions;
    }

    /**
     * Return a builder of options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    RunOptions run() {
        return this.run;
    }

    int maxTexts() {
        return this.maxTextsPerPrediction == null ? MAX_TEXTS : this.maxTextsPerPrediction;
    }

    int maxConcurrency() {
        return this.maxConcurrentPredictions == null ? MAX_CONCURRENCY : this.maxConcurrentPredictions;
    }

    @Override
    public @Nullable String getModel() {
        return this.run.model();
    }

    @Override
    public @Nullable Integer getDimensions() {
        return this.dimensions;
    }

    /**
     * Return the largest number of texts in a prediction.
     *
     * @return {@code null} for the default, 100
     */
    public @Nullable Integer getMaxTextsPerPrediction() {
        return this.maxTextsPerPrediction;
    }

    /**
     * Return the largest number of predictions of a call that run at the same time.
     *
     * @return {@code null} for the default, 4
     */
    public @Nullable Integer getMaxConcurrentPredictions() {
        return this.maxConcurrentPredictions;
    }

    /**
     * Return the inputs that are set by their names in the schema of the model.
     *
     * @return values by name; empty if there are none
     */
    public Map<String, @Nullable Object> getInput() {
        return this.run.input();
    }

    /**
     * Return the deadline of a prediction.
     *
     * @return the deadline, or {@code null} for the setting of the client
     */
    public @Nullable Duration getTimeout() {
        return this.run.timeout();
    }

    /**
     * Return whether a prediction is cancelled if its call ends before it completes.
     *
     * @return {@code null} for the setting of the client
     */
    public @Nullable Boolean getCancelOnTimeout() {
        return this.run.cancelOnTimeout();
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
        return other instanceof ReplicateEmbeddingOptions that
                && this.run.equals(that.run)
                && Objects.equals(this.dimensions, that.dimensions)
                && Objects.equals(this.maxTextsPerPrediction, that.maxTextsPerPrediction)
                && Objects.equals(this.maxConcurrentPredictions, that.maxConcurrentPredictions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.run, this.dimensions, this.maxTextsPerPrediction, this.maxConcurrentPredictions);
    }

    /**
     * Builder of {@link ReplicateEmbeddingOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder implements EmbeddingOptions.Builder {

        private RunOptions run = RunOptions.NONE;

        private @Nullable Integer dimensions;

        private @Nullable Integer maxTextsPerPrediction;

        private @Nullable Integer maxConcurrentPredictions;

        private Builder() {}

        /**
         * Set the model to run.
         *
         * @param model {@code owner/name}, {@code owner/name:version} or a version id, whose inputs are unknown; {@code null}
         *     for none
         * @return this builder
         */
        @Override
        public Builder model(@Nullable String model) {
            this.run = this.run.withModel(model);
            return this;
        }

        /**
         * Set the length of the embeddings. It is sent to a model with an input for it. Any other model has one length, which
         * this option declares, so that {@link ReplicateEmbeddingModel#dimensions()} needs no prediction.
         *
         * @param dimensions at least 1, or {@code null} for the default of the model
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        @Override
        public Builder dimensions(@Nullable Integer dimensions) {
            this.dimensions = dimensions == null ? null : Arguments.positive("dimensions", dimensions);
            return this;
        }

        /**
         * Set the largest number of texts in a prediction. A model that takes one text has one prediction for each text.
         *
         * @param maxTextsPerPrediction at least 1, or {@code null} for the default, 100
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxTextsPerPrediction(@Nullable Integer maxTextsPerPrediction) {
            this.maxTextsPerPrediction = maxTextsPerPrediction == null
                    ? null
                    : Arguments.positive("maxTextsPerPrediction", maxTextsPerPrediction);
            return this;
        }

        /**
         * Set the largest number of predictions of a call that run at the same time.
         *
         * @param maxConcurrentPredictions at least 1, or {@code null} for the default, 4
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxConcurrentPredictions(@Nullable Integer maxConcurrentPredictions) {
            this.maxConcurrentPredictions = maxConcurrentPredictions == null
                    ? null
                    : Arguments.positive("maxConcurrentPredictions", maxConcurrentPredictions);
            return this;
        }

        /**
         * Set an input by its name in the schema of the model. It replaces what another option would set, and is sent as it
         * is.
         *
         * @param name name of the input
         * @param value any value that can be written as JSON, or a file; {@code null} is sent as {@code null}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder input(String name, @Nullable Object value) {
            this.run = this.run.withInput(name, value);
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
         * Set the deadline of a prediction, after which the prediction is cancelled.
         *
         * @param timeout longer than zero, or {@code null} for the setting of the client
         * @return this builder
         * @throws IllegalArgumentException if the timeout is not longer than zero
         */
        public Builder timeout(@Nullable Duration timeout) {
            this.run = this.run.withTimeout(timeout);
            return this;
        }

        /**
         * Set whether a prediction is cancelled if its call ends before it completes.
         *
         * @param cancelOnTimeout {@code null} for the setting of the client
         * @return this builder
         */
        public Builder cancelOnTimeout(@Nullable Boolean cancelOnTimeout) {
            this.run = this.run.withCancelOnTimeout(cancelOnTimeout);
            return this;
        }

        /**
         * Replace options by those that are set in others. Inputs are added.
         *
         * @param other options of any provider
         * @return this builder
         */
        public Builder combineWith(EmbeddingOptions other) {
            if (other instanceof ReplicateEmbeddingOptions that) {
                this.run = this.run.replacedBy(that.run);
                this.maxTextsPerPrediction =
                        that.maxTextsPerPrediction == null ? this.maxTextsPerPrediction : that.maxTextsPerPrediction;
                this.maxConcurrentPredictions = that.maxConcurrentPredictions == null
                        ? this.maxConcurrentPredictions
                        : that.maxConcurrentPredictions;
            } else {
                this.run = this.run.replacedBy(RunOptions.NONE.withModel(other.getModel()));
            }
            return other.getDimensions() == null ? this : dimensions(other.getDimensions());
        }

        @Override
        public ReplicateEmbeddingOptions build() {
            return new ReplicateEmbeddingOptions(this);
        }
    }
}
