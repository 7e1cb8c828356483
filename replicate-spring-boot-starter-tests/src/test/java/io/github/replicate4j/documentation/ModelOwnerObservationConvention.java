/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.observation.DefaultPredictionObservationConvention;
import io.github.replicate4j.observation.PredictionObservationContext;
import io.micrometer.common.KeyValue;

class ModelOwnerObservationConvention extends DefaultPredictionObservationConvention {

    @Override
    protected KeyValue model(PredictionObservationContext context) {
        String model = context.getModel();
        return KeyValue.of("gen_ai.request.model", model == null ? "none" : model.replaceAll("/.*", ""));
    }
}
