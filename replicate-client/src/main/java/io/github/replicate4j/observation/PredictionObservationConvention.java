/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The names and key values of observations of predictions.
 *
 * @since 0.1.0
 */
public interface PredictionObservationConvention extends ObservationConvention<PredictionObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof PredictionObservationContext;
    }
}
