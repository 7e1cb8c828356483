/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import io.github.replicate4j.springai.internal.BaseOptions;
import io.github.replicate4j.springai.internal.OptionValues;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.embedding.EmbeddingOptions;

/**
 * Options of an embedding model on Replicate. An option that is not set is not sent, so the model uses its own default.
 *
 * @since 0.1.0
 */
public final class ReplicateEmbeddingOptions extends BaseOptions implements EmbeddingOptions {

    private static final int MAX_TEXTS = 100;

    private static final int MAX_CONCURRENCY = 4;

    private ReplicateEmbeddingOptions(Builder builder) {
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

    @Override
    public @Nullable Integer getDimensions() {
        return get("dimensions", Integer.class);
    }

    /**
     * Return the largest number of texts in a prediction.
     *
     * @return {@code null} for the default, 100
     */
    public @Nullable Integer getMaxTextsPerPrediction() {
        return get("maxTextsPerPrediction", Integer.class);
    }

    /**
     * Return the largest number of predictions of a call that run at the same time.
     *
     * @return {@code null} for the default, 4
     */
    public @Nullable Integer getMaxConcurrentPredictions() {
        return get("maxConcurrentPredictions", Integer.class);
    }

    int maxTexts() {
        return Objects.requireNonNullElse(getMaxTextsPerPrediction(), MAX_TEXTS);
    }

    int maxConcurrency() {
        return Objects.requireNonNullElse(getMaxConcurrentPredictions(), MAX_CONCURRENCY);
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
     * Builder of {@link ReplicateEmbeddingOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder extends BaseOptions.Builder<Builder> implements EmbeddingOptions.Builder {

        private Builder() {}

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
            return setPositive("dimensions", dimensions);
        }

        /**
         * Set the largest number of texts in a prediction. A model that takes one text has one prediction for each text.
         *
         * @param maxTextsPerPrediction at least 1, or {@code null} for the default, 100
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxTextsPerPrediction(@Nullable Integer maxTextsPerPrediction) {
            return setPositive("maxTextsPerPrediction", maxTextsPerPrediction);
        }

        /**
         * Set the largest number of predictions of a call that run at the same time.
         *
         * @param maxConcurrentPredictions at least 1, or {@code null} for the default, 4
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxConcurrentPredictions(@Nullable Integer maxConcurrentPredictions) {
            return setPositive("maxConcurrentPredictions", maxConcurrentPredictions);
        }

        /**
         * Replace options of this builder by those that are set in other options. Inputs are added, and replace inputs of the
         * same name.
         *
         * @param other options of any provider, or {@code null}
         * @return this builder
         * @throws IllegalArgumentException if this builder does not accept a value of the other options
         */
        public Builder combineWith(@Nullable EmbeddingOptions other) {
            if (other instanceof ReplicateEmbeddingOptions that) {
                return replaceBy(that);
            }
            if (other != null) {
                OptionValues.ifSet(other.getModel(), this::model);
                OptionValues.ifSet(other.getDimensions(), this::dimensions);
            }
            return this;
        }

        @Override
        public ReplicateEmbeddingOptions build() {
            return new ReplicateEmbeddingOptions(this);
        }
    }
}
