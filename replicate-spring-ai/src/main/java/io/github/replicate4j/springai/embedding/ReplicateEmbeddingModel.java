/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.springai.ReplicateModelBuilder;
import io.github.replicate4j.springai.internal.ModelCall;
import io.github.replicate4j.springai.internal.ObservedCalls;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.embedding.AbstractEmbeddingModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.observation.DefaultEmbeddingModelObservationConvention;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationConvention;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationDocumentation;
import reactor.core.publisher.Mono;

/**
 * An {@link EmbeddingModel} that runs embedding models on Replicate.
 *
 * <p>Texts are sent in batches, one prediction each. A model that takes only one text has one prediction for each text. No
 * prediction is repeated. If a prediction fails, or a call is interrupted or times out, the other predictions of the call that
 * still run are cancelled at Replicate. Texts that the model cannot take are rejected before anything is created.
 *
 * @since 0.1.0
 */
public final class ReplicateEmbeddingModel extends AbstractEmbeddingModel {

    private static final EmbeddingModelObservationConvention DEFAULT_CONVENTION =
            new DefaultEmbeddingModelObservationConvention();

    private final ModelCatalog catalog;

    private final ReplicateEmbeddingOptions options;

    private final MetadataMode metadataMode;

    private final ObservationRegistry observationRegistry;

    private volatile @Nullable EmbeddingModelObservationConvention observationConvention;

    private ReplicateEmbeddingModel(ModelCatalog catalog, ReplicateEmbeddingOptions options, Builder builder) {
        this.catalog = catalog;
        this.options = options;
        this.metadataMode = builder.metadataMode;
        this.observationRegistry = builder.observationRegistry;
        this.observationConvention = builder.observationConvention;
    }

    /**
     * Return a builder of an embedding model.
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
        Builder builder = builder()
                .catalog(this.catalog)
                .options(this.options)
                .metadataMode(this.metadataMode)
                .observationRegistry(this.observationRegistry);
        builder.observationConvention = this.observationConvention;
        return builder;
    }

    /**
     * Return the options that requests are combined with.
     *
     * @return the options
     */
    public ReplicateEmbeddingOptions getOptions() {
        return this.options;
    }

    /**
     * Set the names and keys of observations.
     *
     * @param observationConvention the convention
     */
    public void setObservationConvention(EmbeddingModelObservationConvention observationConvention) {
        this.observationConvention = Arguments.notNull("observationConvention", observationConvention);
    }

    /**
     * Embed texts and wait for the result, which is in the order of the texts. Without texts, nothing is sent.
     *
     * @throws IllegalArgumentException if no model is set, a text is blank, or the model cannot take the texts or an option
     * @throws IllegalStateException if this thread must not block, or the output is not one embedding for each text
     * @throws io.github.replicate4j.predictions.ModelException if a prediction fails
     * @throws io.github.replicate4j.error.ReplicateException if Replicate cannot be reached or rejects the request
     */
    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        ReplicateEmbeddingOptions combined =
                this.options.mutate().combineWith(request.getOptions()).build();
        List<String> texts = request.getInstructions();
        if (texts.isEmpty()) {
            return new EmbeddingResponse(List.of());
        }
        EmbeddingModelObservationContext context = EmbeddingModelObservationContext.builder()
                .embeddingRequest(new EmbeddingRequest(texts, combined))
                .provider("replicate")
                .build();
        EmbeddingResponse response = ObservedCalls.call(
                observation(context),
                "use AsyncReplicate",
                embed(texts, combined).doOnNext(context::setResponse));
        if (combined.equals(this.options)) {
            this.embeddingDimensions.set(response.getResult().getOutput().length);
        }
        return response;
    }

    private Mono<EmbeddingResponse> embed(List<String> texts, ReplicateEmbeddingOptions combined) {
        return ModelCall.prepare(
                        this.catalog,
                        combined,
                        "spring.ai.replicate.embedding.model",
                        "beautyyuyanli/multilingual-e5-large",
                        () -> {
                            requireTexts(texts);
                            return model ->
                                    new EmbeddingCall(model, combined, EmbeddingInput.of(texts, combined, model));
                        })
                .flatMap(EmbeddingCall::run);
    }

    private static void requireTexts(List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text == null || text.isBlank()) {
                throw new IllegalArgumentException(
                        "Text " + (i + 1) + " of " + texts.size() + " is blank: leave it out.");
            }
        }
    }

    /** Embed the content of a document, with its metadata according to {@link Builder#metadataMode(MetadataMode)}. */
    @Override
    public float[] embed(Document document) {
        return embed(List.of(getEmbeddingContent(document))).get(0);
    }

    @Override
    public String getEmbeddingContent(Document document) {
        return Arguments.notNull("document", document).getFormattedContent(this.metadataMode);
    }

    /**
     * Return the length of the embeddings: from the option {@code dimensions}, from the profile of the model, or from an
     * earlier call. Only if all of them are missing, a short text is embedded once, which costs one prediction.
     *
     * @return the length
     * @throws IllegalArgumentException if no model is set
     */
    @Override
    public synchronized int dimensions() {
        Integer set = this.options.getDimensions();
        if (set != null) {
            return set;
        }
        String model = this.options.getModel();
        String known = model == null
                ? null
                : this.catalog.profile(ModelReference.ofModel(model).model()).text("dimensions");
        if (known != null) {
            return Integer.parseInt(known);
        }
        int earlier = this.embeddingDimensions.get();
        return earlier > 0 ? earlier : embed("Hello World").length;
    }

    private Observation observation(EmbeddingModelObservationContext context) {
        return EmbeddingModelObservationDocumentation.EMBEDDING_MODEL_OPERATION.observation(
                this.observationConvention, DEFAULT_CONVENTION, () -> context, this.observationRegistry);
    }

    @Override
    public String toString() {
        return "ReplicateEmbeddingModel[" + this.options.getModel() + "]";
    }

    /**
     * Builder of a {@link ReplicateEmbeddingModel}.
     *
     * @since 0.1.0
     */
    public static final class Builder
            extends ReplicateModelBuilder<ReplicateEmbeddingModel, ReplicateEmbeddingOptions, Builder> {

        private MetadataMode metadataMode = MetadataMode.EMBED;

        private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

        private @Nullable EmbeddingModelObservationConvention observationConvention;

        private Builder() {
            super(ReplicateEmbeddingOptions.builder().build());
        }

        /**
         * Set which metadata of a document are embedded with its text. Default: {@link MetadataMode#EMBED}.
         *
         * @param metadataMode the mode
         * @return this builder
         */
        public Builder metadataMode(MetadataMode metadataMode) {
            this.metadataMode = Arguments.notNull("metadataMode", metadataMode);
            return this;
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
        public ReplicateEmbeddingModel build() {
            return new ReplicateEmbeddingModel(catalog(), options(), this);
        }
    }
}
