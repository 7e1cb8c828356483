/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.speech;

import io.github.replicate4j.springai.ReplicateModelBuilder;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.internal.ObservedCalls;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.micrometer.observation.Observation;
import org.springframework.ai.audio.tts.TextToSpeechModel;
import org.springframework.ai.audio.tts.TextToSpeechPrompt;
import org.springframework.ai.audio.tts.TextToSpeechResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A {@link TextToSpeechModel} that runs text-to-speech models on Replicate.
 *
 * <p>Each call creates one prediction, and is never repeated. If a call is interrupted, times out, or its stream is cancelled, the
 * prediction is cancelled at Replicate. A prompt that the model cannot take is rejected before anything is created. The options
 * of a prompt are combined with those of this model.
 *
 * @since 0.1.0
 */
public final class ReplicateTextToSpeechModel implements TextToSpeechModel {

    private final ModelCatalog catalog;

    private final ReplicateTextToSpeechOptions options;

    private ReplicateTextToSpeechModel(ModelCatalog catalog, ReplicateTextToSpeechOptions options) {
        this.catalog = catalog;
        this.options = options;
    }

    /**
     * Return a builder of a text-to-speech model.
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

    @Override
    public ReplicateTextToSpeechOptions getOptions() {
        return this.options;
    }

    /**
     * Speak a text, and download the audio into memory. There is one result for each audio file; most models return one.
     *
     * @throws IllegalArgumentException if no model is set, the text is blank, or the model cannot take an option
     * @throws IllegalStateException if this thread must not block, or the model returned no audio file
     * @throws io.github.replicate4j.predictions.ModelException if the prediction fails
     * @throws io.github.replicate4j.error.ReplicateException if Replicate cannot be reached or rejects the request
     */
    @Override
    public TextToSpeechResponse call(TextToSpeechPrompt prompt) {
        return ObservedCalls.call(
                Observation.NOOP, "use stream(prompt)", prepare(prompt).flatMap(SpeechOutput::complete));
    }

    /**
     * Speak a text, and stream the bytes of the audio while they are downloaded. Most models return a complete file, so the
     * first bytes arrive after the prediction has completed. The files of a model that returns one file after the other are
     * downloaded while it runs. Each subscription creates a prediction; cancelling it cancels the prediction. Errors are those
     * of {@link #call(TextToSpeechPrompt)}.
     */
    @Override
    public Flux<TextToSpeechResponse> stream(TextToSpeechPrompt prompt) {
        return prepare(prompt).flatMapMany(SpeechOutput::chunks);
    }

    private Mono<ModelCall<ReplicateTextToSpeechOptions>> prepare(TextToSpeechPrompt prompt) {
        ReplicateTextToSpeechOptions combined =
                this.options.mutate().combineWith(prompt.getOptions()).build();
        return ModelCall.prepare(
                this.catalog, combined, "spring.ai.replicate.audio.speech.model", "minimax/speech-02-turbo", () -> {
                    String text = prompt.getInstructions().getText();
                    if (text == null || text.isBlank()) {
                        throw new IllegalArgumentException("The text to speak is blank.");
                    }
                    return model -> SpeechInput.map(text, combined, model);
                });
    }

    @Override
    public String toString() {
        return "ReplicateTextToSpeechModel[" + this.options.getModel() + "]";
    }

    /**
     * Builder of a {@link ReplicateTextToSpeechModel}.
     *
     * @since 0.1.0
     */
    public static final class Builder
            extends ReplicateModelBuilder<ReplicateTextToSpeechModel, ReplicateTextToSpeechOptions, Builder> {

        private Builder() {
            super(ReplicateTextToSpeechOptions.builder().build());
        }

        @Override
        public ReplicateTextToSpeechModel build() {
            return new ReplicateTextToSpeechModel(catalog(), options());
        }
    }
}
