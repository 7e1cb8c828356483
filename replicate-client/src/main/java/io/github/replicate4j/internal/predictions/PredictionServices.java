/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.context.ClientContext;

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

    /** Return the creates that can be stored. */
    public StoredCreates storedCreates() {
        return new StoredCreates(this.context, this.creator);
    }
}
