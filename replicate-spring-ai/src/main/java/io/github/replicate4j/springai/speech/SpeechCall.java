/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.InputRole;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of a text-to-speech model, mapped to the input of a model on Replicate. */
record SpeechCall(ModelDescription model, ReplicateTextToSpeechOptions options, Map<String, @Nullable Object> input) {

    /**
     * Map a text with its options.
     *
     * @throws IllegalArgumentException if the model cannot take a part of it, or returns no files
     */
    static SpeechCall of(String text, ReplicateTextToSpeechOptions options, ModelDescription model) {
        if (SpeechOutput.isOther(model.output())) {
            throw new IllegalArgumentException(
                    model.model() + " cannot speak: its output is no file. Use a text-to-speech model.");
        }
        InputMapping input = new InputMapping(model, UnsupportedOptions.FAIL)
                .require(InputRole.SPEECH_TEXT, "text", text)
                .require(InputRole.VOICE, "voice", options.getVoice())
                .require(InputRole.AUDIO_FORMAT, "format", options.getFormat())
                .require(InputRole.SPEED, "speed", options.getSpeed());
        return new SpeechCall(model, options, input.build(options.getInput()));
    }

    void customize(RunRequest.Builder request) {
        this.options.run().customize(request, this.input);
    }

    /** Return whether the model returns a file after the other, while it runs. */
    boolean isStreamed() {
        return "iterator".equals(this.model.output().get("x-cog-array-type"));
    }
}
