/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import io.github.replicate4j.springai.internal.RunOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.audio.transcription.AudioTranscriptionOptions;

/**
 * Options of a transcription model on Replicate. An option that is not set is not sent, so the model uses its own default. An
 * option that the model does not have is rejected.
 *
 * @since 0.1.0
 */
public final class ReplicateTranscriptionOptions implements AudioTranscriptionOptions {

    private final RunOptions run;

    private final @Nullable String language;

    private ReplicateTranscriptionOptions(Builder builder) {
        this.run = builder.run;
        this.language = builder.language;
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

    /**
     * Return the model to run.
     *
     * @return the model; empty if it is not set
     */
    @Override
    public String getModel() {
        return Objects.requireNonNullElse(this.run.model(), "");
    }

    /**
     * Return the language of the recording.
     *
     * @return a code or a name, or {@code null} for the default of the model
     */
    public @Nullable String getLanguage() {
        return this.language;
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
     * Return the deadline of a call.
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
        return other instanceof ReplicateTranscriptionOptions that
                && this.run.equals(that.run)
                && Objects.equals(this.language, that.language);
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.run, this.language);
    }

    /**
     * Builder of {@link ReplicateTranscriptionOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private RunOptions run = RunOptions.NONE;

        private @Nullable String language;

        private Builder() {}

        /**
         * Set the model to run.
         *
         * @param model {@code owner/name}, {@code owner/name:version} or a version id, whose inputs are unknown; {@code null}
         *     for none
         * @return this builder
         */
        public Builder model(@Nullable String model) {
            this.run = this.run.withModel(model);
            return this;
        }

        /**
         * Set the language of the recording.
         *
         * @param language a code such as {@code en}, which is replaced by the English name of the language if the model has
         *     names; another value of the model; or {@code null} for the default of the model, usually detection
         * @return this builder
         */
        public Builder language(@Nullable String language) {
            this.language = language;
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
         * Set the deadline of a call, after which the prediction is cancelled.
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
        public Builder combineWith(AudioTranscriptionOptions other) {
            if (other instanceof ReplicateTranscriptionOptions that) {
                this.run = this.run.replacedBy(that.run);
                this.language = that.language == null ? this.language : that.language;
            } else {
                this.run = this.run.replacedBy(RunOptions.NONE.withModel(other.getModel()));
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
