/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import io.github.replicate4j.springai.internal.BaseOptions;
import io.github.replicate4j.springai.internal.OptionValues;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.audio.tts.TextToSpeechOptions;

/**
 * Options of a text-to-speech model on Replicate. An option that is not set is not sent, so the model uses its own default. An
 * option that the model does not have is rejected.
 *
 * @since 0.1.0
 */
public final class ReplicateTextToSpeechOptions extends BaseOptions implements TextToSpeechOptions {

    private ReplicateTextToSpeechOptions(Builder builder) {
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
    public @Nullable String getVoice() {
        return get("voice", String.class);
    }

    @Override
    public @Nullable String getFormat() {
        return get("format", String.class);
    }

    @Override
    public @Nullable Double getSpeed() {
        return get("speed", Double.class);
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
     * Builder of {@link ReplicateTextToSpeechOptions}.
     *
     * @since 0.1.0
     */
    public static final class Builder extends BaseOptions.Builder<Builder> implements TextToSpeechOptions.Builder {

        private Builder() {}

        /**
         * Set the voice.
         *
         * @param voice name of a voice of the model, or {@code null} for the default of the model
         * @return this builder
         */
        @Override
        public Builder voice(@Nullable String voice) {
            return set("voice", voice);
        }

        /**
         * Set the format of the audio file.
         *
         * @param format a format of the model, such as {@code mp3}, or {@code null} for the default of the model
         * @return this builder
         */
        @Override
        public Builder format(@Nullable String format) {
            return set("format", format);
        }

        /**
         * Set the speed.
         *
         * @param speed 1 is normal, and the model limits the range; {@code null} for the default of the model
         * @return this builder
         */
        @Override
        public Builder speed(@Nullable Double speed) {
            return set("speed", speed);
        }

        /**
         * Replace options of this builder by those that are set in other options. Inputs are added, and replace inputs of the
         * same name.
         *
         * @param other options of any provider, or {@code null}
         * @return this builder
         * @throws IllegalArgumentException if this builder does not accept a value of the other options
         */
        public Builder combineWith(@Nullable TextToSpeechOptions other) {
            if (other instanceof ReplicateTextToSpeechOptions that) {
                return replaceBy(that);
            }
            if (other != null) {
                OptionValues.ifSet(other.getModel(), this::model);
                OptionValues.ifSet(other.getVoice(), this::voice);
                OptionValues.ifSet(other.getFormat(), this::format);
                OptionValues.ifSet(other.getSpeed(), this::speed);
            }
            return this;
        }

        @Override
        public ReplicateTextToSpeechOptions build() {
            return new ReplicateTextToSpeechOptions(this);
        }
    }
}
