/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.predictions.Prediction;
import reactor.util.context.ContextView;

/** The services that create, read and stream the predictions of one client. */
public record PredictionServices(
        ClientContext context, PredictionOperations operations, PredictionCreator creator, PredictionStreams streams) {

    public static PredictionServices of(ClientContext context) {
        PredictionOperations operations = new PredictionOperations(context);
        return new PredictionServices(
                context,
                operations,
                new PredictionCreator(context, operations),
                new PredictionStreams(context, operations));
    }

    /**
     * Detect and record the completion of a prediction whose run has returned before, in the background. The client does not wait
     * for this when it closes.
     */
    public void recordCompletion(Prediction latest, ContextView view) {
        LateCompletion.record(this.context, this.operations, this.creator, latest, view);
    }

    /** Return the creates that can be stored. */
    public StoredCreates storedCreates() {
        return new StoredCreates(this.context, this.creator);
    }
}
