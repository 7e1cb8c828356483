/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.trainings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.internal.json.Immutables;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * URLs of a training. Each can be {@code null}.
 *
 * @param get URL of the training in the API
 * @param cancel URL that cancels the training with a POST
 * @param web URL of the training on the website
 * @param additionalProperties further URLs, which this version of the client does not know
 * @since 0.1.0
 */
public record TrainingUrls(
        @Nullable String get,
        @Nullable String cancel,
        @Nullable String web,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
        implements Serializable {

    static final TrainingUrls NONE = new TrainingUrls(null, null, null, Map.of());

    /** Create the URLs. */
    public TrainingUrls {
        additionalProperties = Immutables.map(additionalProperties);
    }
}
