/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.transcription;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.springai.ReplicateModelBuilder;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.internal.ObservedCalls;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.micrometer.observation.Observation;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.audio.transcription.AudioTranscriptionPrompt;
import org.springframework.ai.audio.transcription.AudioTranscriptionResponse;
import org.springframework.ai.audio.transcription.TranscriptionModel;
import org.springframework.core.io.Resource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A {@link TranscriptionModel} that runs transcription models on Replicate.
 *
 * <p>The client sends a small recording in the request and uploads a larger one, which is read while it is sent. Each call creates
 * one prediction, and is never repeated. If a call is interrupted, times out, or its stream is cancelled, the prediction is
 * cancelled at Replicate. A prompt that the model cannot take is rejected before anything is uploaded or created. The options of a
 * prompt are combined with those of this model.
 *
 * @since 0.1.0
 */
public final class ReplicateTranscriptionModel implements TranscriptionModel {

    private final ModelCatalog catalog;

    private final ReplicateTranscriptionOptions options;

    private ReplicateTranscriptionModel(ModelCatalog catalog, ReplicateTranscriptionOptions options) {
        this.catalog = catalog;
        this.options = options;
    }

    /**
     * Return a builder of a transcription model.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Return a builder with the settings of this model, for example for another account.
     *
     * @return a builder
     */
    public Builder mutate() {
        return builder().catalog(this.catalog).options(this.options);
    }

    /**
     * Return the options that prompts are combined with.
     *
     * @return the options
     */
    public ReplicateTranscriptionOptions getOptions() {
        return this.options;
    }

    /**
     * Transcribe a recording. The metadata of the result are {@link ReplicateTranscriptionMetadata}.
     *
     * @throws IllegalArgumentException if no model is set, or the model cannot take the recording or an option
     * @throws IllegalStateException if this thread must not block, or the model returned no text
     * @throws io.github.replicate4j.predictions.ModelException if the prediction fails
     * @throws io.github.replicate4j.error.ReplicateException if the recording cannot be read, or Replicate cannot be reached or
     *     rejects the request
     */
    @Override
    public AudioTranscriptionResponse call(AudioTranscriptionPrompt prompt) {
        return ObservedCalls.call(
                Observation.NOOP, "use stream(prompt)", prepare(prompt).flatMap(ReplicateTranscriptionModel::complete));
    }

    /**
     * Transcribe a recording, and stream the text as the model produces it. A model that does not produce its text piece by
     * piece has one response, as {@link #call(AudioTranscriptionPrompt)}. Each subscription creates a prediction; cancelling it
     * cancels the prediction. Errors are those of {@link #call(AudioTranscriptionPrompt)}.
     */
    @Override
    public Flux<AudioTranscriptionResponse> stream(AudioTranscriptionPrompt prompt) {
        return prepare(prompt)
                .flatMapMany(call -> TranscriptionOutput.isStreamed(call.model())
                        ? pieces(call)
                        : complete(call).flux());
    }

    private static Mono<AudioTranscriptionResponse> complete(ModelCall<?> call) {
        return call.run().map(output -> TranscriptionOutput.response(call, output));
    }

    private static Flux<AudioTranscriptionResponse> pieces(ModelCall<?> call) {
        return Flux.defer(() -> {
            AtomicReference<@Nullable Prediction> created = new AtomicReference<>();
            return call.events().mapNotNull(event -> {
                if (event instanceof StreamEvent.Created first) {
                    created.set(first.prediction());
                }
                return event instanceof StreamEvent.Output output
                        ? TranscriptionOutput.piece(call, output.data(), created.get())
                        : null;
            });
        });
    }

    private Mono<ModelCall<ReplicateTranscriptionOptions>> prepare(AudioTranscriptionPrompt prompt) {
        ReplicateTranscriptionOptions combined =
                this.options.mutate().combineWith(prompt.getOptions()).build();
        return ModelCall.prepare(
                this.catalog, combined, "spring.ai.replicate.audio.transcription.model", "openai/whisper", () -> {
                    Resource audio = prompt.getInstructions();
                    if (audio == null) {
                        throw new IllegalArgumentException("The recording to transcribe is missing.");
                    }
                    return model -> TranscriptionInput.map(audio, combined, model);
                });
    }

    @Override
    public String toString() {
        return "ReplicateTranscriptionModel[" + this.options.getModel() + "]";
    }

    /**
     * Builder of a {@link ReplicateTranscriptionModel}.
     *
     * @since 0.1.0
     */
    public static final class Builder
            extends ReplicateModelBuilder<ReplicateTranscriptionModel, ReplicateTranscriptionOptions, Builder> {

        private Builder() {
            super(ReplicateTranscriptionOptions.builder().build());
        }

        @Override
        public ReplicateTranscriptionModel build() {
            return new ReplicateTranscriptionModel(catalog(), options());
        }
    }
}
