/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.mapping.ModelProfile;
import io.github.replicate4j.springai.speech.ReplicateTextToSpeechModel;
import io.github.replicate4j.springai.speech.ReplicateTextToSpeechOptions;
import io.github.replicate4j.springai.transcription.ReplicateTranscriptionMetadata.Segment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.audio.transcription.AudioTranscriptionPrompt;
import org.springframework.ai.audio.transcription.AudioTranscriptionResponse;
import org.springframework.core.io.ByteArrayResource;

/** The text and the metadata that applications get. */
class TranscriptionOutputTests extends TranscriptionTest {

    private void respond(Object output) {
        emulator.model("acme/ears")
                .official()
                .input("audio", InputType.FILE, true)
                .respond(script -> script.outputValue(output));
    }

    private AudioTranscriptionResponse transcribe(String name) {
        return model(name).call(new AudioTranscriptionPrompt(RECORDING));
    }

    private static ReplicateTranscriptionMetadata metadata(AudioTranscriptionResponse response) {
        return (ReplicateTranscriptionMetadata) response.getResult().getMetadata();
    }

    @Test
    void spokenTextIsTranscribed() {
        String text = "The ferry leaves at noon. Please be on time.";
        byte[] speech = ReplicateTextToSpeechModel.builder()
                .replicate(this.replicate)
                .options(ReplicateTextToSpeechOptions.builder()
                        .model("jaaari/kokoro-82m")
                        .build())
                .build()
                .call(text);
        for (String name : List.of(WHISPER, "vaibhavs10/incredibly-fast-whisper")) {
            AudioTranscriptionResponse response =
                    model(name).call(new AudioTranscriptionPrompt(new ByteArrayResource(speech)));
            assertThat(response.getResult().getOutput()).isEqualTo(text);
            List<Segment> segments = metadata(response).segments();
            assertThat(segments)
                    .extracting(Segment::text)
                    .containsExactly("The ferry leaves at noon.", "Please be on time.");
            assertThat(segments.get(0).start()).isZero();
            assertThat(segments.get(1).start()).isEqualTo(segments.get(0).end()).isPositive();
            assertThat(response.getMetadata().<String>get("replicate.model")).isEqualTo(name);
            assertThat(response.getMetadata().<String>get("replicate.id"))
                    .isEqualTo(emulator.predictions().get(0).id());
        }
    }

    @Test
    void metadataContainLanguageAndTheOtherFields() {
        AudioTranscriptionResponse response = model(WHISPER, options -> options.input("translate", true))
                .call(new AudioTranscriptionPrompt(RECORDING));
        assertThat(metadata(response).language()).isEqualTo("english");
        assertThat(metadata(response).output()).containsKeys("translation", "segments");
        assertThat(metadata(response))
                .asString()
                .doesNotContain(response.getResult().getOutput());
    }

    static Stream<Object> outputs() {
        return Stream.of(
                " Hello world ",
                List.of("Hello ", "world"),
                Map.of("text", "Hello world"),
                Map.of("transcription", "Hello world", "text", "other"),
                Map.of("segments", List.of(Map.of("text", " Hello"), Map.of("text", " world"))),
                List.of(Map.of("text", "Hello", "speaker", "A"), Map.of("text", "world", "speaker", "B")));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void shapesAreRead(Object output) {
        respond(output);
        assertThat(model("acme/ears").transcribe(RECORDING)).isEqualTo("Hello world");
        assertThat(model("acme/ears").streamTranscribe(RECORDING).collectList().block())
                .containsExactly("Hello world");
    }

    @Test
    void segmentsHaveSpeakersAndTimes() {
        respond(Map.of(
                "language",
                "en",
                "segments",
                List.of(Map.of("start", "0.5", "end", 2, "text", " Hi", "speaker", "A"), Map.of("text", "you"))));
        ReplicateTranscriptionMetadata metadata = metadata(transcribe("acme/ears"));
        assertThat(metadata.language()).isEqualTo("en");
        assertThat(metadata.segments())
                .containsExactly(new Segment(0.5, 2.0, "Hi", "A"), new Segment(null, null, "you", null));
    }

    @Test
    void profileNamesTheFieldWithTheText() {
        respond(Map.of("words", "Hi", "text", "other"));
        ModelProfile profile = ModelProfile.of(Map.of("models", List.of("acme/ears"), "output_text", "words"));
        assertThat(model("acme/ears")
                        .mutate()
                        .catalog(new ModelCatalog(this.replicate, List.of(profile)))
                        .build()
                        .transcribe(RECORDING))
                .isEqualTo("Hi");
    }

    @Test
    void outputWithoutTextIsReportedWithThePrediction() {
        respond(Map.of("score", 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> model("acme/ears").transcribe(RECORDING))
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContainingAll(
                                "acme/ears returned no text",
                                emulator.predictions().get(0).id()));
    }

    @Test
    void piecesAreStreamed() {
        emulator.model("acme/live")
                .official()
                .streams()
                .input("audio", InputType.FILE, true)
                .output(OutputType.CONCATENATE_ITERATOR)
                .respond(script -> script.output("Hello").output(" world"));
        List<AudioTranscriptionResponse> pieces = model("acme/live").stream(new AudioTranscriptionPrompt(RECORDING))
                .collectList()
                .block();
        assertThat(pieces).extracting(piece -> piece.getResult().getOutput()).containsExactly("Hello", " world");
        assertThat(pieces)
                .allSatisfy(piece -> assertThat(piece.getMetadata().<String>get("replicate.id"))
                        .isEqualTo(emulator.predictions().get(0).id()));
        assertThat(model("acme/live").transcribe(RECORDING)).isEqualTo("Hello world");
    }
}
