/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.embedding.ReplicateEmbeddingOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.MetadataMode;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the embedding model. */
@ConfigurationProperties("spring.ai.replicate.embedding")
final class ReplicateEmbeddingProperties {

    /** Model to run, as owner/name, owner/name:version or a version id. Required, unless each request sets it. */
    private @Nullable String model;

    /** Length of the embeddings. It is sent to a model with an input for it, and else declares the length that the model has. */
    private @Nullable Integer dimensions;

    /** Maximum number of texts in a prediction, for models that take several. */
    private @Nullable Integer maxTextsPerPrediction;

    /** Maximum number of predictions of a call that run at the same time. */
    private @Nullable Integer maxConcurrentPredictions;

    /** Metadata of a document that are embedded with its text. */
    private @Nullable MetadataMode metadataMode;

    /** Inputs by their names in the schema of the model. They replace inputs that other options set. */
    private Map<String, Object> input = new LinkedHashMap<>();

    /** Deadline of a prediction. The default is replicate.run.timeout. */
    private @Nullable Duration timeout;

    /** Whether the prediction is cancelled if the call ends before it completes. The default is replicate.run.cancel-on-abandon. */
    private @Nullable Boolean cancelOnTimeout;

    public @Nullable String getModel() {
        return this.model;
    }

    public void setModel(@Nullable String model) {
        this.model = model;
    }

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

    public Map<String, Object> getInput() {
        return this.input;
    }

    public void setInput(Map<String, Object> input) {
        this.input = input;
    }

    public @Nullable Duration getTimeout() {
        return this.timeout;
    }

    public void setTimeout(@Nullable Duration timeout) {
        this.timeout = timeout;
    }

    public @Nullable Boolean getCancelOnTimeout() {
        return this.cancelOnTimeout;
    }

    public void setCancelOnTimeout(@Nullable Boolean cancelOnTimeout) {
        this.cancelOnTimeout = cancelOnTimeout;
    }

    ReplicateEmbeddingOptions toOptions() {
        return ReplicateEmbeddingOptions.builder()
                .model(this.model)
                .dimensions(this.dimensions)
                .maxTextsPerPrediction(this.maxTextsPerPrediction)
                .maxConcurrentPredictions(this.maxConcurrentPredictions)
                .input(this.input)
                .timeout(this.timeout)
                .cancelOnTimeout(this.cancelOnTimeout)
                .build();
    }
}
