/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.springai.transcription.ReplicateTranscriptionMetadata;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.audio.transcription.AudioTranscriptionPrompt;
import org.springframework.ai.audio.transcription.TranscriptionModel;
import org.springframework.ai.audio.tts.TextToSpeechModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ByteArrayResource;

/** An application that speaks, transcribes and embeds, without a token. */
@SpringBootTest(
        properties = {
            "spring.ai.replicate.audio.speech.model=minimax/speech-02-turbo",
            "spring.ai.replicate.audio.speech.input.emotion=happy",
            "spring.ai.replicate.audio.speech.format=wav",
            "spring.ai.replicate.audio.transcription.model=openai/whisper",
            "spring.ai.replicate.embedding.model=acme/embed"
        })
@AutoConfigureReplicateEmulator
class AudioApplicationTests {

    @Autowired
    private TextToSpeechModel textToSpeechModel;

    @Autowired
    private TranscriptionModel transcriptionModel;

    @Autowired
    private EmbeddingModel embeddingModel;

    @Autowired
    private ReplicateEmulator emulator;

    @Autowired
    private MeterRegistry meters;

    @Test
    void spokenTextIsTranscribed() {
        byte[] speech = this.textToSpeechModel.call("Good morning.");
        assertThat(this.emulator.requests().creates().get(0).input())
                .isEqualTo(Map.of("text", "Good morning.", "emotion", "happy", "audio_format", "wav"));
        var result = this.transcriptionModel
                .call(new AudioTranscriptionPrompt(new ByteArrayResource(speech)))
                .getResult();
        assertThat(result.getOutput()).isEqualTo("Good morning.");
        assertThat(((ReplicateTranscriptionMetadata) result.getMetadata()).language())
                .isEqualTo("english");
    }

    @Test
    void tokensOfEmbeddingsAreCountedOnce() {
        this.emulator
                .model("acme/embed")
                .official()
                .input("text", InputType.STRING, true)
                .respond(script -> script.metric("input_token_count", 3).outputValue(List.of(1, 2)));
        assertThat(this.embeddingModel.embed(List.of("a", "b"))).hasSize(2);
        assertThat(tokens("embedding")).isEqualTo(6);
        assertThat(tokens("generate_content")).isZero();
    }

    private double tokens(String operation) {
        return this.meters
                .find("gen_ai.client.token.usage")
                .tag("gen_ai.system", "replicate")
                .tag("gen_ai.operation.name", operation)
                .tag("gen_ai.token.type", "input")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @SpringBootApplication
    static class Application {

        @Bean
        SimpleMeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
