/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.audio;

import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choice;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choiceOf;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.file;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.flag;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.integer;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.number;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.required;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.requiredFile;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.text;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.script.DefaultModelScript;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The built-in speech models, with the inputs that their pages on Replicate show.
 */
public final class SpeechModels {

    private static final int RATE = 24_000;

    private static final int MAX_RATE = 48_000;

    private static final String XTTS_TEXT = "Hi there, I'm your new voice clone. Try your best to upload quality audio";

    private static final String BARK_PROMPT =
            "Hello, my name is Suno. And, uh \u2014 and I like pizza. [laughs] But I also"
                    + " have other interests such as playing tic tac toe.";

    private SpeechModels() {}

    public static List<ModelDefinition> all() {
        return List.of(minimax(), kokoro(), xtts(), bark());
    }

    private static ModelDefinition model(String name, String created) {
        return AudioDefinitions.model(
                        name, created, "A speech model that plays a tone for each letter", "text-to-speech")
                .withOutput(OutputType.FILE);
    }

    private static ModelDefinition minimax() {
        return model("minimax/speech-02-turbo", "2025-05-30T00:00:00Z")
                .asOfficial()
                .withInput(required("text"))
                .withInput(text("voice_id", "Wise_Woman"))
                .withInput(number("speed", 1, 0.5, 2))
                .withInput(number("volume", 1, 0, 10))
                .withInput(integer("pitch", 0, -12, 12))
                .withInput(text("emotion", "auto"))
                .withInput(choice("audio_format", "mp3", "wav", "flac", "pcm"))
                .withInput(integer("sample_rate", 32_000))
                .withInput(integer("bitrate", 128_000))
                .withInput(choice("channel", "mono", "stereo"))
                .withInput(text("language_boost", "None"))
                .withInput(flag("english_normalization", false))
                .withInput(flag("subtitle_enable", false))
                .withBehavior((values, script) -> {
                    ModelInput input = new ModelInput(values);
                    Speech speech = new Speech(
                            input.text("text"), input.text("voice_id", "Wise_Woman"), input.number("speed", 1));
                    int rate = Math.max(8_000, Math.min(MAX_RATE, input.integer("sample_rate", 32_000)));
                    int channels = input.text("channel").equals("stereo") ? 2 : 1;
                    if (!input.text("audio_format", "mp3").equals("wav")) {
                        work(speech, script).log("The emulator produces WAV, not " + input.text("audio_format", "mp3"));
                    } else {
                        work(speech, script);
                    }
                    script.outputSingleFile(() -> speech.wave(rate, channels), "wav")
                            .succeed();
                });
    }

    private static ModelDefinition kokoro() {
        return model("jaaari/kokoro-82m", "2025-01-08T00:00:00Z")
                .withVersion("f559560eb822dc509045f3921a1921234918b91739db4bf3daab2169b71c7a13")
                .withInput(required("text"))
                .withInput(choice(
                        "voice",
                        "af",
                        "af_bella",
                        "af_sarah",
                        "am_adam",
                        "am_michael",
                        "bf_emma",
                        "bf_isabella",
                        "bm_george",
                        "bm_lewis",
                        "af_nicole",
                        "af_sky"))
                .withInput(number("speed", 1, 0.1, 5))
                .withBehavior((values, script) -> {
                    ModelInput input = new ModelInput(values);
                    speak(new Speech(input.text("text"), input.text("voice", "af"), input.number("speed", 1)), script);
                });
    }

    private static ModelDefinition xtts() {
        return model("lucataco/xtts-v2", "2023-11-28T00:00:00Z")
                .withVersion("684bc3855b37866c0c65add2ff39c78f3dea3f4ff103a436465326e0f438d55e")
                .withInput(text("text", XTTS_TEXT))
                .withInput(requiredFile("speaker"))
                .withInput(choiceOf(
                        "language",
                        "en",
                        List.of(
                                "en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh", "hu",
                                "ko", "hi")))
                .withInput(flag("cleanup_voice", false))
                .withBehavior((values, script) -> {
                    ModelInput input = new ModelInput(values);
                    speak(new Speech(input.text("text", XTTS_TEXT), input.text("language", "en"), 1), script);
                });
    }

    private static ModelDefinition bark() {
        ModelDefinition model = model("suno-ai/bark", "2023-04-27T00:00:00Z")
                .withVersion("b76242b40d67c76ab6742e987628a2a9ac019e11d56ab96c4e91ce03b79b2787");
        return AudioDefinitions.withObjectOutput(
                        model,
                        List.of("audio_out"),
                        Map.of("audio_out", AudioDefinitions.URI, "prompt_npz", AudioDefinitions.URI))
                .withInput(text("prompt", BARK_PROMPT))
                .withInput(text("history_prompt"))
                .withInput(file("custom_history_prompt"))
                .withInput(number("text_temp", 0.7))
                .withInput(number("waveform_temp", 0.7))
                .withInput(flag("output_full", false))
                .withBehavior((values, script) -> {
                    ModelInput input = new ModelInput(values);
                    Speech speech =
                            new Speech(input.text("prompt", BARK_PROMPT), input.text("history_prompt", "announcer"), 1);
                    work(speech, script);
                    ((DefaultModelScript) script).outputComputed(files -> {
                        Map<String, Object> output = new LinkedHashMap<>();
                        output.put("audio_out", files.add(speech.wave(RATE, 1), "wav"));
                        return output;
                    });
                    script.succeed();
                });
    }

    private static void speak(Speech speech, ModelScript script) {
        work(speech, script).outputSingleFile(() -> speech.wave(RATE, 1), "wav").succeed();
    }

    /** A tenth of the duration of the speech. */
    private static ModelScript work(Speech speech, ModelScript script) {
        return script.boot(Duration.ofMillis(200))
                .pause(Duration.ofMillis((long) (speech.seconds() * 100)))
                .metric("audio_duration_seconds", Math.round(speech.seconds() * 1_000) / 1_000.0);
    }
}
