/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.internal.PredictionMetadata;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.OutputKind;
import io.github.replicate4j.springai.transcription.ReplicateTranscriptionMetadata.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.audio.transcription.AudioTranscription;
import org.springframework.ai.audio.transcription.AudioTranscriptionResponse;
import org.springframework.ai.audio.transcription.AudioTranscriptionResponseMetadata;

/** Converts the output of a transcription model to a response. */
final class TranscriptionOutput {

    private static final List<String> TEXT_FIELDS = List.of("transcription", "text", "transcript", "output");

    private static final List<String> SEGMENT_FIELDS = List.of("segments", "chunks");

    private static final List<String> LANGUAGE_FIELDS = List.of("detected_language", "language");

    private TranscriptionOutput() {}

    static AudioTranscriptionResponse response(ModelCall<?> call, AsyncOutput output) {
        Object value = output.value();
        Map<String, @Nullable Object> fields = fields(value);
        List<Segment> segments = segments(value instanceof List<?> ? value : first(fields, SEGMENT_FIELDS, List.class));
        String text = text(call, value, fields);
        if (text == null && !segments.isEmpty()) {
            text = segments.stream().map(Segment::text).collect(Collectors.joining(" "));
        }
        if (text == null) {
            throw new IllegalStateException(call.model().model() + " returned no text, in prediction "
                    + output.prediction().id() + ". Use a transcription model, or name the field with the text as"
                    + " output_text in a ModelProfile.");
        }
        return response(
                call,
                text.strip(),
                new ReplicateTranscriptionMetadata(first(fields, LANGUAGE_FIELDS, String.class), segments, fields),
                output.prediction());
    }

    /** Return a piece of the text. */
    static AudioTranscriptionResponse piece(ModelCall<?> call, String text, @Nullable Prediction prediction) {
        return response(call, text, new ReplicateTranscriptionMetadata(null, List.of(), Map.of()), prediction);
    }

    private static AudioTranscriptionResponse response(
            ModelCall<?> call, String text, ReplicateTranscriptionMetadata metadata, @Nullable Prediction prediction) {
        AudioTranscriptionResponseMetadata response = new AudioTranscriptionResponseMetadata();
        PredictionMetadata.forEach(call.model(), prediction, response::put);
        return new AudioTranscriptionResponse(
                new AudioTranscription(text).withTranscriptionMetadata(metadata), response);
    }

    private static @Nullable String text(ModelCall<?> call, @Nullable Object value, Map<String, ?> fields) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).collect(Collectors.joining());
        }
        String named = call.model().profile().text("output_text");
        return first(fields, named == null ? TEXT_FIELDS : List.of(named), String.class);
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> fields.put(String.valueOf(name), field));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static <T> @Nullable T first(Map<String, ?> fields, List<String> names, Class<T> type) {
        for (String name : names) {
            if (type.isInstance(fields.get(name))) {
                return type.cast(fields.get(name));
            }
        }
        return null;
    }

    private static List<Segment> segments(@Nullable Object value) {
        List<Segment> segments = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> segment && segment.get("text") instanceof String text) {
                    List<?> times = segment.get("timestamp") instanceof List<?> pair ? pair : List.of();
                    segments.add(new Segment(
                            seconds(times.isEmpty() ? segment.get("start") : times.get(0)),
                            seconds(times.size() < 2 ? segment.get("end") : times.get(1)),
                            text.strip(),
                            segment.get("speaker") == null ? null : String.valueOf(segment.get("speaker"))));
                }
            }
        }
        return segments;
    }

    private static @Nullable Double seconds(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return value instanceof String text ? Double.valueOf(text) : null;
        } catch (NumberFormatException ex) {
            return null;
        }
    }

    /** Return whether a model returns the text piece by piece. */
    static boolean isStreamed(ModelDescription model) {
        return model.isStreamed() && model.outputKind() == OutputKind.TEXT;
    }
}
