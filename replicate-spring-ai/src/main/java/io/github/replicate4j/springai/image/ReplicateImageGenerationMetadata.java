/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import io.github.replicate4j.files.AsyncFileOutput;
import org.springframework.ai.image.ImageGenerationMetadata;

/**
 * The file of an image, which can be downloaded or saved while Replicate keeps it.
 *
 * @since 0.1.0
 */
public final class ReplicateImageGenerationMetadata implements ImageGenerationMetadata {

    private final AsyncFileOutput file;

    private final String predictionId;

    ReplicateImageGenerationMetadata(AsyncFileOutput file, String predictionId) {
        this.file = file;
        this.predictionId = predictionId;
    }

    /**
     * Return the file. Replicate deletes it an hour after the completion of the prediction.
     *
     * @return the file
     */
    public AsyncFileOutput getFile() {
        return this.file;
    }

    /**
     * Return the id of the prediction that created the image.
     *
     * @return the id
     */
    public String getPredictionId() {
        return this.predictionId;
    }

    /** Return the metadata without the URL of the file, which gives access to it. */
    @Override
    public String toString() {
        return "ReplicateImageGenerationMetadata[predictionId=" + this.predictionId + ", filename="
                + this.file.filename() + "]";
    }
}
