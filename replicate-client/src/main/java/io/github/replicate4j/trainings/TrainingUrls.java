/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.trainings;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * URLs of a training. Each can be {@code null}.
 *
 * @param get URL of the training in the API
 * @param cancel URL that cancels the training with a POST
 * @param web URL of the training on the website
 * @since 0.1.0
 */
public record TrainingUrls(
        @Nullable String get,
        @Nullable String cancel,
        @Nullable String web) implements Serializable {

    static final TrainingUrls NONE = new TrainingUrls(null, null, null);
}
