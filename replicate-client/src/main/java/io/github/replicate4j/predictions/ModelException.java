/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.support.Redaction;

/**
 * Thrown when a prediction completes without success: it failed, was canceled or was aborted. The requests to Replicate
 * succeeded.
 *
 * @since 0.1.0
 */
public class ModelException extends ReplicateException {

    private final Prediction prediction;

    /**
     * Create the exception.
     *
     * @param prediction the completed prediction
     */
    public ModelException(Prediction prediction) {
        super(message(prediction), null);
        this.prediction = prediction;
    }

    /** Return the completed prediction, with its error and logs. */
    public Prediction prediction() {
        return this.prediction;
    }

    private static String message(Prediction prediction) {
        String subject =
                "Prediction " + prediction.id() + (prediction.model() == null ? "" : " of " + prediction.model());
        return switch (prediction.status()) {
            case FAILED -> subject + " failed in the model: " + reason(prediction);
            case CANCELED -> subject + " was canceled before it completed, by a request or by its deadline.";
            case ABORTED -> subject + " was aborted: its deadline passed before the model started. It was not billed.";
            default ->
                subject + " completed with the status " + Redaction.of(String.valueOf(prediction.statusText()))
                        + ", which is not a success.";
        };
    }

    private static String reason(Prediction prediction) {
        String error = prediction.error();
        return error == null ? "the model gave no reason; see the logs of the prediction" : Redaction.of(error);
    }
}
