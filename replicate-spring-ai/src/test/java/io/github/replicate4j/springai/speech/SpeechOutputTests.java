/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.audio.tts.TextToSpeechPrompt;
import org.springframework.ai.audio.tts.TextToSpeechResponse;

/** The audio that applications get. */
class SpeechOutputTests extends SpeechTest {

    private static final byte[] AUDIO = new byte[300_000];

    static {
        new Random(1).nextBytes(AUDIO);
    }

    private void add(OutputType type) {
        emulator.model("acme/voice")
                .official()
                .input("text", InputType.STRING, true)
                .output(type)
                .respond(script -> script.outputSingleFile(AUDIO, "mp3"));
    }

    private static byte[] join(List<TextToSpeechResponse> chunks) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        chunks.forEach(chunk -> joined.writeBytes(chunk.getResult().getOutput()));
        return joined.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {MINIMAX, "jaaari/kokoro-82m", "suno-ai/bark"})
    void audioIsDownloaded(String name) {
        assertThat(model(name).call("Hi")).startsWith('R', 'I', 'F', 'F');
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void metadataContainThePrediction() {
        TextToSpeechResponse response = model(MINIMAX).call(new TextToSpeechPrompt("Hi"));
        assertThat(response.getResults()).hasSize(1);
        assertThat(response.getMetadata().<String>get("replicate.id"))
                .isEqualTo(emulator.predictions().get(0).id());
        assertThat(response.getMetadata().<String>get("replicate.model")).isEqualTo(MINIMAX);
        assertThat(response.getMetadata().<Number>get("replicate.predict_time")).isNotNull();
    }

    @Test
    void streamHasTheBytesOfTheFileInChunks() {
        add(OutputType.FILE);
        List<TextToSpeechResponse> chunks = model("acme/voice").stream(new TextToSpeechPrompt("Hi"))
                .collectList()
                .block();
        assertThat(chunks)
                .hasSizeGreaterThan(1)
                .allSatisfy(chunk -> assertThat(chunk.getMetadata().<String>get("replicate.id"))
                        .isEqualTo(emulator.predictions().get(0).id()));
        assertThat(join(chunks)).isEqualTo(AUDIO);
        assertThat(model("acme/voice").call("Hi")).isEqualTo(AUDIO);
    }

    @Test
    void streamHasFilesWhileTheModelRuns() {
        emulator.model("acme/live")
                .official()
                .streams()
                .input("text", InputType.STRING, true)
                .output(OutputType.FILE_ITERATOR)
                .respond(script -> script.outputFile(new byte[] {1, 2}, "mp3")
                        .outputFile(new byte[] {3}, "mp3")
                        .hang());
        assertThat(join(model("acme/live").stream(new TextToSpeechPrompt("Hi"))
                        .take(2)
                        .collectList()
                        .block(Duration.ofSeconds(30))))
                .containsExactly(1, 2, 3);
        assertPredictionIsCancelled();
    }

    @Test
    void everyFileIsAResult() {
        emulator.model("acme/two")
                .official()
                .input("text", InputType.STRING, true)
                .output(OutputType.FILES)
                .respond(script -> script.outputFile(new byte[] {1}, "mp3").outputFile(new byte[] {2}, "mp3"));
        assertThat(model("acme/two").call(new TextToSpeechPrompt("Hi")).getResults())
                .extracting(speech -> speech.getOutput()[0])
                .containsExactly((byte) 1, (byte) 2);
    }

    @Test
    void outputWithoutAudioIsReportedWithThePrediction() {
        emulator.model("acme/mute")
                .official()
                .input("text", InputType.STRING, true)
                .output(OutputType.ANY)
                .respond(script -> script.outputValue("no file"));
        assertThatIllegalStateException()
                .isThrownBy(() -> model("acme/mute").call("Hi"))
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContainingAll(
                                "acme/mute returned no audio file",
                                emulator.predictions().get(0).id()));
    }
}
