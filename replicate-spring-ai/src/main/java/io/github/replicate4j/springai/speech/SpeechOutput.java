/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.internal.PredictionMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.audio.tts.Speech;
import org.springframework.ai.audio.tts.TextToSpeechResponse;
import org.springframework.ai.audio.tts.TextToSpeechResponseMetadata;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Downloads the audio files in the output of a prediction. */
final class SpeechOutput {

    /** Fields of objects that contain the audio file besides other files. */
    private static final List<String> FIELDS = List.of("audio", "audio_out", "audio_output", "output", "speech", "url");

    private SpeechOutput() {}

    /** Return the whole audio: one result for each file. */
    static Mono<TextToSpeechResponse> complete(ModelCall<?> call) {
        return call.run()
                .flatMap(output -> Flux.fromIterable(files(call, output))
                        .concatMap(AsyncFileOutput::bytes)
                        .map(Speech::new)
                        .collectList()
                        .map(speech -> new TextToSpeechResponse(speech, metadata(call, output.prediction()))));
    }

    /** Return the bytes while they are downloaded. Each subscription creates a prediction. */
    static Flux<TextToSpeechResponse> chunks(ModelCall<?> call) {
        if (call.model().isStreamed()) {
            return call.files().concatMap(SpeechOutput::bytes).map(bytes -> chunk(call, bytes, null));
        }
        return call.run()
                .flatMapMany(output -> Flux.fromIterable(files(call, output))
                        .concatMap(SpeechOutput::bytes)
                        .map(bytes -> chunk(call, bytes, output.prediction())));
    }

    private static Flux<byte[]> bytes(AsyncFileOutput file) {
        return file.body().map(SpeechOutput::read).doOnDiscard(DataBuffer.class, DataBufferUtils::release);
    }

    private static byte[] read(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static TextToSpeechResponse chunk(ModelCall<?> call, byte[] bytes, @Nullable Prediction prediction) {
        return new TextToSpeechResponse(List.of(new Speech(bytes)), metadata(call, prediction));
    }

    private static TextToSpeechResponseMetadata metadata(ModelCall<?> call, @Nullable Prediction prediction) {
        TextToSpeechResponseMetadata metadata = new TextToSpeechResponseMetadata();
        PredictionMetadata.forEach(call.model(), prediction, metadata::put);
        return metadata;
    }

    private static List<AsyncFileOutput> files(ModelCall<?> call, AsyncOutput output) {
        Object value = output.value();
        AsyncFileOutput audio = value instanceof Map<?, ?> fields ? audio(fields) : null;
        List<AsyncFileOutput> files = audio == null ? output.files() : List.of(audio);
        if (files.isEmpty()) {
            throw new IllegalStateException(call.model().model() + " returned no audio file, in prediction "
                    + output.prediction().id() + ". Use a text-to-speech model.");
        }
        return files;
    }

    /** Return the audio of an object, which may also have a file with subtitles or the voice. */
    private static @Nullable AsyncFileOutput audio(Map<?, ?> fields) {
        return FIELDS.stream()
                .map(fields::get)
                .filter(AsyncFileOutput.class::isInstance)
                .map(AsyncFileOutput.class::cast)
                .findFirst()
                .orElseGet(() -> fields.values().stream()
                        .filter(AsyncFileOutput.class::isInstance)
                        .map(AsyncFileOutput.class::cast)
                        .filter(file -> Objects.equals(file.contentType().getType(), "audio"))
                        .findFirst()
                        .orElse(null));
    }
}
