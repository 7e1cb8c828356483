/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.replicate4j.emulator.internal.builtin.BuiltIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioModelTests {

    private static final String KOKORO = "jaaari/kokoro-82m";

    private static final String TEXT = "Hello there. The ferry leaves at noon!";

    private static final BuiltIn MODELS = new BuiltIn();

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @Test
    void speechIsAudibleWav() throws Exception {
        try (AudioInputStream audio = audio(MODELS.file(KOKORO, Map.of("text", TEXT)))) {
            assertThat(audio.getFormat())
                    .matches(format -> format.getEncoding() == AudioFormat.Encoding.PCM_SIGNED)
                    .returns(24_000f, AudioFormat::getSampleRate)
                    .returns(16, AudioFormat::getSampleSizeInBits)
                    .returns(1, AudioFormat::getChannels);
            byte[] samples = audio.readAllBytes();
            int loudest = 0;
            for (int i = 1; i < samples.length; i += 2) {
                loudest = Math.max(loudest, Math.abs(samples[i]) * 256);
            }
            assertThat(loudest).isBetween(5_000, 32_000);
        }
    }

    @Test
    void durationIsProportionalToTheTextAndTheSpeed() throws Exception {
        double once = seconds(MODELS.file(KOKORO, Map.of("text", TEXT)));

        assertThat(once).isCloseTo(TEXT.length() * 0.06, within(0.01));
        assertThat(seconds(MODELS.file(KOKORO, Map.of("text", TEXT + TEXT)))).isCloseTo(2 * once, within(0.01));
        assertThat(seconds(MODELS.file(KOKORO, Map.of("text", TEXT, "speed", 2))))
                .isCloseTo(once / 2, within(0.01));
        assertThat(seconds(MODELS.file(KOKORO, Map.of("text", "x".repeat(10_000)))))
                .isCloseTo(120, within(0.01));
    }

    @Test
    void voicesDiffer() {
        byte[] speech = MODELS.file(KOKORO, Map.of("text", TEXT));

        assertThat(MODELS.file(KOKORO, Map.of("text", TEXT))).isEqualTo(speech);
        assertThat(MODELS.file(KOKORO, Map.of("text", TEXT, "voice", "bm_george")))
                .isNotEqualTo(speech);
    }

    @Test
    void sampleRateAndChannels() throws Exception {
        Map<String, Object> input =
                Map.of("text", TEXT, "audio_format", "wav", "sample_rate", 16_000, "channel", "stereo");

        try (AudioInputStream audio = audio(MODELS.file("minimax/speech-02-turbo", input))) {
            assertThat(audio.getFormat())
                    .returns(16_000f, AudioFormat::getSampleRate)
                    .returns(2, AudioFormat::getChannels);
        }
        assertThat((String) MODELS.run("minimax/speech-02-turbo", input).get("logs"))
                .isNullOrEmpty();
        assertThat((String) MODELS.run("minimax/speech-02-turbo", Map.of("text", TEXT))
                        .get("logs"))
                .contains("The emulator produces WAV, not mp3");
    }

    @Test
    void barkReturnsAnObject() throws Exception {
        Map<?, ?> output = (Map<?, ?>) MODELS.output("suno-ai/bark", Map.of("prompt", TEXT));

        assertThat(seconds(MODELS.api().download(output.get("audio_out")).body()))
                .isCloseTo(TEXT.length() * 0.06, within(0.01));
    }

    @Test
    void speechCanBeTranscribed() {
        String url = (String) MODELS.output(KOKORO, Map.of("text", "Grüße! " + TEXT));

        Map<?, ?> whisper = (Map<?, ?>) MODELS.output("openai/whisper", Map.of("audio", url));
        Map<?, ?> fast = (Map<?, ?>)
                MODELS.output("vaibhavs10/incredibly-fast-whisper", Map.of("audio", url, "timestamp", "word"));

        assertThat(whisper.get("transcription")).isEqualTo(" Grüße! " + TEXT);
        assertThat(whisper.get("detected_language")).isEqualTo("english");
        assertThat(whisper.get("translation")).isNull();
        List<?> segments = (List<?>) whisper.get("segments");
        assertThat(segments).hasSize(3);
        assertThat((Map<?, ?>) segments.get(2)).extracting("end").isEqualTo(2.7);
        assertThat((Map<?, ?>) segments.get(1)).extracting("text").isEqualTo(" Hello there.");
        assertThat(fast.get("text")).isEqualTo(" Grüße! " + TEXT);
        assertThat((List<?>) fast.get("chunks")).hasSize(8);
    }

    @Test
    void subtitles() {
        String url = BuiltIn.dataUrl(MODELS.file(KOKORO, Map.of("text", TEXT)));

        assertThat(((Map<?, ?>) MODELS.output("openai/whisper", Map.of("audio", url, "transcription", "srt")))
                        .get("transcription"))
                .asString()
                .startsWith("1\n00:00:00,000 --> 00:00:00,")
                .contains("\nHello there.\n\n2\n")
                .endsWith("--> 00:00:02,280\nThe ferry leaves at noon!\n\n");
        assertThat(((Map<?, ?>) MODELS.output(
                                "openai/whisper", Map.of("audio", url, "transcription", "vtt", "language", "de")))
                        .toString())
                .contains("WEBVTT\n\n00:00:00.000 --> ", "detected_language=german");
    }

    @ParameterizedTest
    @ValueSource(strings = {"srt", "vtt"})
    void paragraphsAreSeparateSubtitles(String format) {
        String url = BuiltIn.dataUrl(MODELS.file(KOKORO, Map.of("text", "The weather\n\nIt rains.")));

        assertThat(((Map<?, ?>) MODELS.output("openai/whisper", Map.of("audio", url, "transcription", format)))
                        .get("transcription"))
                .asString()
                .containsPattern("-->.*\nThe weather\n\n(2\n)?00:.*-->.*\nIt rains.\n\n");
    }

    @Test
    void anyOtherFileHasAText() {
        String one = BuiltIn.dataUrl(new byte[32_000]);
        String other = BuiltIn.dataUrl(new byte[64_000]);

        Object text = ((Map<?, ?>) MODELS.output("openai/whisper", Map.of("audio", one))).get("transcription");

        assertThat((String) text).startsWith(" This is a recording of 2.0 seconds.");
        assertThat(((Map<?, ?>) MODELS.output("openai/whisper", Map.of("audio", one))).get("transcription"))
                .isEqualTo(text);
        assertThat(((Map<?, ?>) MODELS.output("openai/whisper", Map.of("audio", other))).get("transcription"))
                .isNotEqualTo(text);
    }

    @Test
    void brokenWavHasAText() {
        byte[] wave = MODELS.file(KOKORO, Map.of("text", TEXT));

        for (int length : new int[] {0, 8, 13, 40, 60, 100}) {
            String broken = BuiltIn.dataUrl(Arrays.copyOf(wave, length));
            assertThat(MODELS.run("openai/whisper", Map.of("audio", broken))).containsEntry("status", "succeeded");
        }
    }

    @Test
    void missingRecordingFails() {
        assertThat(MODELS.run("openai/whisper", Map.of("audio", "https://example.com/a.mp3")))
                .contains(entry("status", "failed"))
                .extractingByKey("error")
                .asString()
                .startsWith("audio: The emulator does not download files from elsewhere");
        assertThat(MODELS.create("openai/whisper", Map.of()).statusCode()).isEqualTo(422);
    }

    private static double seconds(byte[] wave) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream audio = audio(wave)) {
            return audio.getFrameLength() / audio.getFormat().getFrameRate();
        }
    }

    private static AudioInputStream audio(byte[] wave) throws IOException, UnsupportedAudioFileException {
        return AudioSystem.getAudioInputStream(new ByteArrayInputStream(wave));
    }
}
