/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.speech.ReplicateTextToSpeechOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the text-to-speech model. */
@ConfigurationProperties("spring.ai.replicate.audio.speech")
final class ReplicateSpeechProperties extends ReplicateModelProperties {

    /** Name of a voice of the model. The default is that of the model. */
    private @Nullable String voice;

    /** Format of the audio file, such as mp3. The default is that of the model. */
    private @Nullable String format;

    /** Speed of the speech; 1 is normal. The default is that of the model. */
    private @Nullable Double speed;

    public @Nullable String getVoice() {
        return this.voice;
    }

    public void setVoice(@Nullable String voice) {
        this.voice = voice;
    }

    public @Nullable String getFormat() {
        return this.format;
    }

    public void setFormat(@Nullable String format) {
        this.format = format;
    }

    public @Nullable Double getSpeed() {
        return this.speed;
    }

    public void setSpeed(@Nullable Double speed) {
        this.speed = speed;
    }

    ReplicateTextToSpeechOptions toOptions() {
        return apply(ReplicateTextToSpeechOptions.builder())
                .voice(this.voice)
                .format(this.format)
                .speed(this.speed)
                .build();
    }
}
