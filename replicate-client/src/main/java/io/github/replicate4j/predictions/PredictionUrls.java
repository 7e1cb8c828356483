/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.internal.json.ApiRequired;
import io.github.replicate4j.internal.json.Immutables;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * URLs of a prediction. Each URL may be missing.
 *
 * @param get URL of the prediction in the API
 * @param cancel URL that cancels the prediction
 * @param web page of the prediction on the web site
 * @param stream URL of its event stream, if the model has one; it grants access to the output
 * @param additionalProperties further URLs, which this version of the client does not know
 * @since 0.1.0
 */
public record PredictionUrls(
        @ApiRequired @Nullable String get,
        @ApiRequired @Nullable String cancel,
        @ApiRequired @Nullable String web,
        @Nullable String stream,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
        implements Serializable {

    static final PredictionUrls NONE = new PredictionUrls(null, null, null, null, Map.of());

    /** Create the URLs. */
    public PredictionUrls {
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "PredictionUrls[web=" + this.web + "]";
    }
}
