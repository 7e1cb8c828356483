/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.springai.mapping.ModelFixtures;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.audio.transcription.AudioTranscriptionOptions;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;

/** What the models receive, and what is rejected before anything is uploaded or created. */
class TranscriptionInputTests extends TranscriptionTest {

    private void rejected(ReplicateTranscriptionModel model, String... message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.transcribe(recording(300_000)))
                .withMessageContainingAll(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.streamTranscribe(recording(300_000)).blockLast())
                .withMessageContainingAll(message);
        assertThat(creates()).isZero();
        assertThat(emulator.requests().to(Operation.FILES_CREATE)).isEmpty();
    }

    @Test
    void smallRecordingIsPartOfTheRequest() {
        model(WHISPER, options -> options.input("translate", true)).transcribe(RECORDING);
        assertThat(input()).containsOnlyKeys("audio", "translate");
        assertThat(input().get("audio").toString()).startsWith("data:audio/mpeg;base64,");
    }

    @Test
    void largeRecordingIsUploaded() {
        model(WHISPER).transcribe(recording(300_000));
        assertThat(emulator.requests().to(Operation.FILES_CREATE)).hasSize(1);
        assertThat(input().get("audio").toString()).startsWith("http").contains("/files/");
    }

    @Test
    void openResourceIsReadOnce() {
        Resource open = new InputStreamResource(new ByteArrayInputStream(new byte[10]));
        assertThat(model(WHISPER).transcribe(open)).isNotBlank();
        assertThatExceptionOfType(ReplicateException.class)
                .isThrownBy(() -> model(WHISPER).transcribe(open))
                .withMessageContaining("only once");
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void missingFileCreatesNothing() {
        Resource missing = new FileSystemResource(Path.of("does-not-exist.mp3"));
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> model(WHISPER).transcribe(missing))
                .withMessageContaining("does-not-exist.mp3");
        assertThat(creates()).isZero();
    }

    @Test
    void inputNamedFileIsUsed() {
        emulator.model("acme/diarize")
                .official()
                .input("file", InputType.FILE, true)
                .respond(script -> script.outputValue("Hi"));
        assertThat(model("acme/diarize").transcribe(RECORDING)).isEqualTo("Hi");
        assertThat(input()).containsOnlyKeys("file");
    }

    @ParameterizedTest
    @CsvSource({
        "openai/whisper, EN, en",
        "vaibhavs10/incredibly-fast-whisper, en, english",
        "vaibhavs10/incredibly-fast-whisper, bulgarian, bulgarian"
    })
    void languageHasTheFormOfTheModel(String name, String language, String sent) {
        ReplicateTranscriptionOptions options =
                ReplicateTranscriptionOptions.builder().language(language).build();
        assertThat(TranscriptionInput.map(RECORDING, options, ModelFixtures.model(name))
                        .input())
                .containsEntry("language", sent);
    }

    @Test
    void languageThatTheModelDoesNotTakeIsRejected() {
        ReplicateTranscriptionOptions options =
                ReplicateTranscriptionOptions.builder().language("tlh").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TranscriptionInput.map(RECORDING, options, ModelFixtures.model(WHISPER)))
                .withMessageContainingAll("does not take language tlh", "auto, af");
    }

    @Test
    void optionsOfOthersAreCombined() {
        AudioTranscriptionOptions portable = () -> WHISPER;
        model("acme/missing", options -> options.language("en")).transcribe(RECORDING, portable);
        assertThat(input()).containsOnlyKeys("audio", "language").containsEntry("language", "en");
    }

    @Test
    void badPromptsAreRejected() {
        rejected(model(null), "spring.ai.replicate.audio.transcription.model");
        rejected(model("meta/meta-llama-3-8b-instruct"), "no input for audio", "prompt");
        emulator.model("acme/plain")
                .official()
                .input("audio", InputType.FILE, true)
                .respond(script -> script.outputValue("Hi"));
        rejected(model("acme/plain", options -> options.language("en")), "no input for language", "audio");
        emulator.model("acme/enhance")
                .official()
                .input("audio", InputType.FILE, true)
                .outputSchema(Map.of("type", "string", "format", "uri"))
                .respond(script -> script.fail("no"));
        rejected(model("acme/enhance"), "cannot transcribe", "transcription model");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> model("acme/missing").transcribe(RECORDING));
    }
}
