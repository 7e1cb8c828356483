/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import io.github.replicate4j.springai.internal.BaseOptions;
import io.github.replicate4j.springai.internal.OptionValues;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.audio.transcription.AudioTranscriptionOptions;

/**
 * Options of a transcription model on Replicate. An option that is not set is not sent, so the model uses its own default. An
 * option that the model does not have is rejected.
 *
 * @since 0.1.0
 */
public final class ReplicateTranscriptionOptions extends BaseOptions implements AudioTranscriptionOptions {

    private ReplicateTranscriptionOptions(Builder builder) {
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
     * Return the language of the recording.
     *
     * @return a code or a name, or {@code null} for the default of the model
     */
    public @Nullable String getLanguage() {
        return get("language", String.class);
    }

    /**
     * Return the model to run.
     *
     * @return the model; empty if it is not set
     */
    @Override
    public String getModel() {
        return Objects.requireNonNullElse(super.getModel(), "");
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
     * Builder of {@link ReplicateTranscriptionOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder extends BaseOptions.Builder<Builder> {

        private Builder() {}

        /**
         * Set the language of the recording.
         *
         * @param language a code such as {@code en}, which is replaced by the English name of the language if the model has
         *     names; another value of the model; or {@code null} for the default of the model, usually detection
         * @return this builder
         */
        public Builder language(@Nullable String language) {
            return set("language", language);
        }

        /**
         * Replace options of this builder by those that are set in other options. Inputs are added, and replace inputs of the
         * same name.
         *
         * @param other options of any provider, or {@code null}
         * @return this builder
         * @throws IllegalArgumentException if this builder does not accept a value of the other options
         */
        public Builder combineWith(@Nullable AudioTranscriptionOptions other) {
            if (other instanceof ReplicateTranscriptionOptions that) {
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
        public ReplicateTranscriptionOptions build() {
            return new ReplicateTranscriptionOptions(this);
        }
    }
}
