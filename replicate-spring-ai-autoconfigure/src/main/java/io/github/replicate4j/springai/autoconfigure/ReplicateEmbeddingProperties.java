/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.embedding.ReplicateEmbeddingOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.MetadataMode;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the embedding model. */
@ConfigurationProperties("spring.ai.replicate.embedding")
final class ReplicateEmbeddingProperties extends ReplicateModelProperties {

    /** Length of the embeddings. It is sent to a model with an input for it, and else declares the length that the model has. */
    private @Nullable Integer dimensions;

    /** Maximum number of texts in a prediction, for models that take several. */
    private @Nullable Integer maxTextsPerPrediction;

    /** Maximum number of predictions of a call that run at the same time. */
    private @Nullable Integer maxConcurrentPredictions;

    /** Metadata of a document that are embedded with its text. */
    private @Nullable MetadataMode metadataMode;

    public @Nullable Integer getDimensions() {
        return this.dimensions;
    }

    public void setDimensions(@Nullable Integer dimensions) {
        this.dimensions = dimensions;
    }

    public @Nullable Integer getMaxTextsPerPrediction() {
        return this.maxTextsPerPrediction;
    }

    public void setMaxTextsPerPrediction(@Nullable Integer maxTextsPerPrediction) {
        this.maxTextsPerPrediction = maxTextsPerPrediction;
    }

    public @Nullable Integer getMaxConcurrentPredictions() {
        return this.maxConcurrentPredictions;
    }

    public void setMaxConcurrentPredictions(@Nullable Integer maxConcurrentPredictions) {
        this.maxConcurrentPredictions = maxConcurrentPredictions;
    }

    public @Nullable MetadataMode getMetadataMode() {
        return this.metadataMode;
    }

    public void setMetadataMode(@Nullable MetadataMode metadataMode) {
        this.metadataMode = metadataMode;
    }

    ReplicateEmbeddingOptions toOptions() {
        return apply(ReplicateEmbeddingOptions.builder())
                .dimensions(this.dimensions)
                .maxTextsPerPrediction(this.maxTextsPerPrediction)
                .maxConcurrentPredictions(this.maxConcurrentPredictions)
                .build();
    }
}
