/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import io.github.replicate4j.springai.internal.RunOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.audio.tts.TextToSpeechOptions;

/**
 * Options of a text-to-speech model on Replicate. An option that is not set is not sent, so the model uses its own default. An
 * option that the model does not have is rejected.
 *
 * @since 0.1.0
 */
public final class ReplicateTextToSpeechOptions implements TextToSpeechOptions {

    private final RunOptions run;

    private final @Nullable String voice;

    private final @Nullable String format;

    private final @Nullable Double speed;

    private ReplicateTextToSpeechOptions(Builder builder) {
        this.run = builder.run;
        this.voice = builder.voice;
        this.format = builder.format;
        this.speed = builder.speed;
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

    @Override
    public @Nullable String getModel() {
        return this.run.model();
    }

    @Override
    public @Nullable String getVoice() {
        return this.voice;
    }

    @Override
    public @Nullable String getFormat() {
        return this.format;
    }

    @Override
    public @Nullable Double getSpeed() {
        return this.speed;
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
        return other instanceof ReplicateTextToSpeechOptions that
                && this.run.equals(that.run)
                && Objects.equals(this.voice, that.voice)
                && Objects.equals(this.format, that.format)
                && Objects.equals(this.speed, that.speed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.run, this.voice, this.format, this.speed);
    }

    /**
     * Builder of {@link ReplicateTextToSpeechOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder implements TextToSpeechOptions.Builder {

        private RunOptions run = RunOptions.NONE;

        private @Nullable String voice;

        private @Nullable String format;

        private @Nullable Double speed;

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
         * Set the voice.
         *
         * @param voice name of a voice of the model, or {@code null} for the default of the model
         * @return this builder
         */
        @Override
        public Builder voice(@Nullable String voice) {
            this.voice = voice;
            return this;
        }

        /**
         * Set the format of the audio file.
         *
         * @param format a format of the model, such as {@code mp3}, or {@code null} for the default of the model
         * @return this builder
         */
        @Override
        public Builder format(@Nullable String format) {
            this.format = format;
            return this;
        }

        /**
         * Set the speed.
         *
         * @param speed 1 is normal, and the model limits the range; {@code null} for the default of the model
         * @return this builder
         */
        @Override
        public Builder speed(@Nullable Double speed) {
            this.speed = speed;
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
        public Builder combineWith(TextToSpeechOptions other) {
            this.run = this.run.replacedBy(
                    other instanceof ReplicateTextToSpeechOptions that
                            ? that.run
                            : RunOptions.NONE.withModel(other.getModel()));
            this.voice = other.getVoice() == null ? this.voice : other.getVoice();
            this.format = other.getFormat() == null ? this.format : other.getFormat();
            this.speed = other.getSpeed() == null ? this.speed : other.getSpeed();
            return this;
        }

        @Override
        public ReplicateTextToSpeechOptions build() {
            return new ReplicateTextToSpeechOptions(this);
        }
    }
}
