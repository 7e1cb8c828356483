/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.springai.ReplicateModelBuilder;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.internal.ObservedCalls;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.observation.DefaultImageModelObservationConvention;
import org.springframework.ai.image.observation.ImageModelObservationContext;
import org.springframework.ai.image.observation.ImageModelObservationConvention;
import org.springframework.ai.image.observation.ImageModelObservationDocumentation;
import reactor.core.publisher.Mono;

/**
 * An {@link ImageModel} that runs image models on Replicate.
 *
 * <p>Each call creates one prediction, and is never repeated. If a call is interrupted or times out, the prediction is cancelled
 * at Replicate. A prompt that the model cannot take is rejected before anything is created. The options of a prompt, of any
 * provider, are combined with those of this model.
 *
 * <p>Media of the messages are the images to edit. Media with the name {@code mask} is the mask, and media with the name of a
 * file input of the model is that input. Texts with a negative weight are what the image must not show.
 *
 * @since 0.1.0
 */
public final class ReplicateImageModel implements ImageModel {

    private static final ImageModelObservationConvention DEFAULT_CONVENTION =
            new DefaultImageModelObservationConvention();

    private final ModelCatalog catalog;

    private final ReplicateImageOptions options;

    private final ObservationRegistry observationRegistry;

    private volatile @Nullable ImageModelObservationConvention observationConvention;

    private ReplicateImageModel(ModelCatalog catalog, ReplicateImageOptions options, Builder builder) {
        this.catalog = catalog;
        this.options = options;
        this.observationRegistry = builder.observationRegistry;
        this.observationConvention = builder.observationConvention;
    }

    /**
     * Return a builder of an image model.
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
        Builder builder =
                builder().catalog(this.catalog).options(this.options).observationRegistry(this.observationRegistry);
        builder.observationConvention = this.observationConvention;
        return builder;
    }

    /**
     * Return the options that prompts are combined with.
     *
     * @return the options
     */
    public ReplicateImageOptions getOptions() {
        return this.options;
    }

    /**
     * Set the names and keys of observations.
     *
     * @param observationConvention the convention
     */
    public void setObservationConvention(ImageModelObservationConvention observationConvention) {
        this.observationConvention = Arguments.notNull("observationConvention", observationConvention);
    }

    /**
     * Create images and wait for them. The URLs in the response are valid for an hour; the metadata of each image are
     * {@link ReplicateImageGenerationMetadata}.
     *
     * @throws IllegalArgumentException if no model is set, the prompt is empty, or the model cannot take a part of it
     * @throws IllegalStateException if this thread must not block, or the output has no files
     * @throws io.github.replicate4j.predictions.ModelException if the prediction fails
     * @throws io.github.replicate4j.error.ReplicateException if Replicate cannot be reached or rejects the request
     */
    @Override
    public ImageResponse call(ImagePrompt prompt) {
        Arguments.notNull("prompt", prompt);
        ReplicateImageOptions combined =
                this.options.mutate().combineWith(prompt.getOptions()).build();
        ImageModelObservationContext context = ImageModelObservationContext.builder()
                .imagePrompt(new ImagePrompt(prompt.getInstructions(), combined))
                .provider("replicate")
                .build();
        Mono<ImageResponse> response = prepare(prompt, combined)
                .flatMap(call -> call.run().flatMap(output -> ImageOutput.response(call, output)))
                .doOnNext(context::setResponse);
        return ObservedCalls.call(observation(context), "use AsyncReplicate.use(model)", response);
    }

    private Mono<ModelCall<ReplicateImageOptions>> prepare(ImagePrompt prompt, ReplicateImageOptions combined) {
        return ModelCall.prepare(
                this.catalog,
                combined,
                "spring.ai.replicate.image.model",
                "black-forest-labs/flux-schnell",
                () -> model -> ImageInput.map(prompt.getInstructions(), combined, model));
    }

    private Observation observation(ImageModelObservationContext context) {
        return ImageModelObservationDocumentation.IMAGE_MODEL_OPERATION.observation(
                this.observationConvention, DEFAULT_CONVENTION, () -> context, this.observationRegistry);
    }

    @Override
    public String toString() {
        return "ReplicateImageModel[" + this.options.getModel() + "]";
    }

    /**
     * Builder of a {@link ReplicateImageModel}.
     *
     * @since 0.1.0
     */
    public static final class Builder
            extends ReplicateModelBuilder<ReplicateImageModel, ReplicateImageOptions, Builder> {

        private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

        private @Nullable ImageModelObservationConvention observationConvention;

        private Builder() {
            super(ReplicateImageOptions.builder().build());
        }

        /**
         * Set the registry of observations. Default: none.
         *
         * @param observationRegistry the registry
         * @return this builder
         */
        public Builder observationRegistry(ObservationRegistry observationRegistry) {
            this.observationRegistry = Arguments.notNull("observationRegistry", observationRegistry);
            return this;
        }

        @Override
        public ReplicateImageModel build() {
            return new ReplicateImageModel(catalog(), options(), this);
        }
    }
}
