/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import io.github.replicate4j.internal.json.ApiRequired;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * URLs of a prediction. Each URL may be missing.
 *
 * @param get URL of the prediction in the API
 * @param cancel URL that cancels the prediction
 * @param web page of the prediction on the web site
 * @param stream URL of its event stream, if the model has one; it grants access to the output
 * @since 0.1.0
 */
public record PredictionUrls(
        @ApiRequired @Nullable String get,
        @ApiRequired @Nullable String cancel,
        @ApiRequired @Nullable String web,
        @Nullable String stream)
        implements Serializable {

    static final PredictionUrls NONE = new PredictionUrls(null, null, null, null);

    @Override
    public String toString() {
        return "PredictionUrls[web=" + this.web + "]";
    }
}
