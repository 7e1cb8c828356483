/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.error.NotFoundException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.audio.tts.TextToSpeechMessage;
import org.springframework.ai.audio.tts.TextToSpeechOptions;
import org.springframework.ai.audio.tts.TextToSpeechPrompt;

/** What the models receive, and what is rejected before anything is created. */
class SpeechInputTests extends SpeechTest {

    private void rejected(ReplicateTextToSpeechModel model, String text, String... message) {
        assertThatIllegalArgumentException().isThrownBy(() -> model.call(text)).withMessageContainingAll(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.stream(text).blockLast())
                .withMessageContainingAll(message);
        assertThat(creates()).isZero();
    }

    @Test
    void optionsBecomeInputsOfTheModel() {
        model(
                        MINIMAX,
                        options -> options.voice("Wise_Woman")
                                .format("WAV")
                                .speed(1.5)
                                .input("pitch", 2))
                .call("Hi");
        assertThat(input())
                .isEqualTo(Map.of(
                        "text", "Hi", "voice_id", "Wise_Woman", "audio_format", "wav", "speed", 1.5, "pitch", 2));
    }

    @Test
    void optionsThatAreNotSetAreNotSent() {
        model("suno-ai/bark").call("Hi");
        assertThat(input()).isEqualTo(Map.of("prompt", "Hi"));
    }

    @Test
    void portableOptionsAreCombined() {
        TextToSpeechOptions portable = TextToSpeechOptions.builder()
                .model("jaaari/kokoro-82m")
                .voice("BF_Emma")
                .build();
        model(MINIMAX, options -> options.speed(2.0)).call(new TextToSpeechPrompt("Hi", portable));
        assertThat(input()).isEqualTo(Map.of("text", "Hi", "voice", "bf_emma", "speed", 2.0));
    }

    @Test
    void promptWithoutOptionsUsesThoseOfTheModel() {
        TextToSpeechPrompt prompt = new TextToSpeechPrompt(new TextToSpeechMessage("Hi"));
        prompt.setOptions(null);
        model(MINIMAX, options -> options.voice("v")).call(prompt);
        assertThat(input()).isEqualTo(Map.of("text", "Hi", "voice_id", "v"));
    }

    @Test
    void optionsThatTheModelLacksAreRejected() {
        rejected(
                model("lucataco/xtts-v2", options -> options.voice("Ann")),
                "Hi",
                "lucataco/xtts-v2 has no input for voice",
                "speaker",
                "set an input by its own name");
        rejected(model("jaaari/kokoro-82m", options -> options.format("wav")), "Hi", "no input for format");
        rejected(model("suno-ai/bark", options -> options.speed(2.0)), "Hi", "no input for speed");
    }

    @Test
    void valuesThatTheModelDoesNotTakeAreRejected() {
        rejected(model(MINIMAX, options -> options.speed(3.0)), "Hi", "speed 3.0", "from 0.5 to 2");
        rejected(model(MINIMAX, options -> options.format("ogg")), "Hi", "format ogg", "mp3, wav, flac, pcm");
        rejected(model("jaaari/kokoro-82m", options -> options.voice("Ann")), "Hi", "voice Ann", "af_bella");
    }

    @Test
    void badPromptsAreRejected() {
        rejected(model(MINIMAX), " ", "The text to speak is blank");
        rejected(model(null), "Hi", "spring.ai.replicate.audio.speech.model");
        rejected(model("meta/meta-llama-3-8b-instruct"), "Hi", "cannot speak", "text-to-speech model");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> model("acme/missing").call("Hi"));
    }
}
