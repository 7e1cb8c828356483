/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.audio;

import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.choice;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.flag;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.integer;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.number;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.requiredFile;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.text;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.model.ModelScript;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The built-in transcription models, with the inputs that their pages on Replicate show.
 */
public final class TranscriptionModels {

    private static final Map<String, Object> STRING = Map.of("type", "string");

    private TranscriptionModels() {}

    public static List<ModelDefinition> all() {
        return List.of(whisper(), fastWhisper());
    }

    private static ModelDefinition model(String name, String created) {
        return AudioDefinitions.model(name, created, "A transcription model", "speech-to-text");
    }

    private static ModelDefinition whisper() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("segments", Map.of("title", "Segments"));
        properties.put("srt_file", AudioDefinitions.URI);
        properties.put("txt_file", AudioDefinitions.URI);
        properties.put("translation", STRING);
        properties.put("transcription", STRING);
        properties.put("detected_language", STRING);
        ModelDefinition model = model("openai/whisper", "2024-11-26T00:00:00Z")
                .withVersion("8099696689d249cf8b122d833c36ac3f75505c666a395ca40ef26f68e7d3d16e");
        return AudioDefinitions.withObjectOutput(model, List.of("detected_language", "transcription"), properties)
                .withInput(requiredFile("audio"))
                .withInput(choice("transcription", "plain text", "srt", "vtt"))
                .withInput(flag("translate", false))
                .withInput(text("language", "auto"))
                .withInput(number("temperature", 0))
                .withInput(number("patience"))
                .withInput(text("suppress_tokens", "-1"))
                .withInput(text("initial_prompt"))
                .withInput(flag("condition_on_previous_text", true))
                .withInput(number("temperature_increment_on_fallback", 0.2))
                .withInput(number("compression_ratio_threshold", 2.4))
                .withInput(number("logprob_threshold", -1))
                .withInput(number("no_speech_threshold", 0.6))
                .withBehavior((input, script) -> transcribe(input, script, TranscriptionModels::whisperOutput));
    }

    private static Object whisperOutput(ModelInput input, Transcript transcript) {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("segments", transcript.whisperSegments());
        output.put("srt_file", null);
        output.put("txt_file", null);
        output.put("translation", input.flag("translate", false) ? transcript.text() : null);
        output.put(
                "transcription",
                switch (input.text("transcription")) {
                    case "srt" -> transcript.srt();
                    case "vtt" -> transcript.vtt();
                    default -> " " + transcript.text();
                });
        String language = input.text("language", "auto");
        output.put(
                "detected_language",
                language.equals("auto")
                        ? "english"
                        : Locale.forLanguageTag(language)
                                .getDisplayLanguage(Locale.ENGLISH)
                                .toLowerCase(Locale.ROOT));
        return output;
    }

    private static ModelDefinition fastWhisper() {
        return model("vaibhavs10/incredibly-fast-whisper", "2024-02-16T00:00:00Z")
                .withVersion("3ab86df6c8f54c11309d4d1f930ac292bad43ace52d10c80d87eb258b3c9f79c")
                .withInput(requiredFile("audio"))
                .withInput(choice("task", "transcribe", "translate"))
                .withInput(text("language", "None"))
                .withInput(integer("batch_size", 24))
                .withInput(choice("timestamp", "chunk", "word"))
                .withInput(flag("diarise_audio", false))
                .withInput(text("hf_token"))
                .withBehavior((input, script) -> transcribe(input, script, TranscriptionModels::fastOutput));
    }

    private static Object fastOutput(ModelInput input, Transcript transcript) {
        List<Transcript.Segment> segments =
                input.text("timestamp").equals("word") ? transcript.words() : transcript.sentences();
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("text", " " + transcript.text());
        output.put(
                "chunks",
                segments.stream()
                        .map(each -> Map.of("text", " " + each.text(), "timestamp", List.of(each.start(), each.end())))
                        .toList());
        return output;
    }

    private static void transcribe(
            Map<String, Object> values, ModelScript script, BiFunction<ModelInput, Transcript, Object> output) {
        ModelInput input = new ModelInput(values);
        Duration boot = Duration.ofMillis(200);
        Transcript transcript;
        try {
            transcript = Transcript.of(script.inputFile(input.get("audio")));
        } catch (IllegalArgumentException ex) {
            script.boot(boot).fail("audio: " + ex.getMessage());
            return;
        }
        // A twentieth of the duration of the recording.
        script.boot(boot).pause(Duration.ofMillis(Math.min(10_000, (long) (transcript.seconds() * 50))));
        transcript
                .sentences()
                .forEach(each -> script.log("[" + each.start() + " - " + each.end() + "] " + each.text()));
        script.outputValue(output.apply(input, transcript)).succeed();
    }
}
