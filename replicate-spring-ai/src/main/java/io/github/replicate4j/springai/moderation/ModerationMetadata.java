/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.moderation;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.springai.internal.PredictionMetadata;
import io.github.replicate4j.springai.mapping.ModelDescription;
import org.springframework.ai.moderation.ModerationResponseMetadata;

/** The model, and the id, the version and the times of a prediction. */
final class ModerationMetadata extends ModerationResponseMetadata {

    ModerationMetadata(ModelDescription model, Prediction prediction) {
        PredictionMetadata.forEach(model, prediction, this.map::put);
    }
}
