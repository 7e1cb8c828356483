/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.InputRole;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.OutputKind;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;

/** Maps a text with its options to the input of a text-to-speech model. */
final class SpeechInput {

    private SpeechInput() {}

    /**
     * Map a text with its options.
     *
     * @throws IllegalArgumentException if the model cannot take a part of it, or returns no files
     */
    static ModelCall<ReplicateTextToSpeechOptions> map(
            String text, ReplicateTextToSpeechOptions options, ModelDescription model) {
        if (model.outputKind() == OutputKind.TEXT || model.outputKind() == OutputKind.OTHER) {
            throw new IllegalArgumentException(
                    model.model() + " cannot speak: its output has no files. Use a text-to-speech model.");
        }
        InputMapping input = new InputMapping(model, UnsupportedOptions.FAIL)
                .require(InputRole.SPEECH_TEXT, "text", text)
                .require(InputRole.VOICE, "voice", options.getVoice())
                .require(InputRole.AUDIO_FORMAT, "format", options.getFormat())
                .require(InputRole.SPEED, "speed", options.getSpeed());
        return new ModelCall<>(model, options, input.build(options.getInput()));
    }
}
