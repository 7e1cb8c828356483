/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.observation;

import io.github.replicate4j.observation.ReplicateObservationDocumentation.PredictionHighCardinalityKeys;
import io.github.replicate4j.observation.ReplicateObservationDocumentation.PredictionKeys;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import org.jspecify.annotations.Nullable;

/**
 * The default convention of {@link ReplicateObservationDocumentation#PREDICTION}. Applications can extend it.
 *
 * @since 0.1.0
 */
public class DefaultPredictionObservationConvention implements PredictionObservationConvention {

    @Override
    public String getName() {
        return "replicate.prediction";
    }

    @Override
    public String getContextualName(PredictionObservationContext context) {
        String model = context.getModel();
        return model == null ? "generate_content" : "generate_content " + model;
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(PredictionObservationContext context) {
        return KeyValues.of(
                PredictionKeys.OPERATION.withValue("generate_content"),
                PredictionKeys.SYSTEM.withValue("replicate"),
                model(context),
                status(context));
    }

    /**
     * Return the model. The version is not included, because its cardinality is unbounded.
     *
     * @param context the context
     * @return {@code owner/name}, or {@code none}
     */
    protected KeyValue model(PredictionObservationContext context) {
        return of(PredictionKeys.MODEL, context.getModel());
    }

    /**
     * Return the status of the prediction.
     *
     * @param context the context
     * @return status as in the API, or {@code none}
     */
    protected KeyValue status(PredictionObservationContext context) {
        return of(PredictionKeys.STATUS, context.getStatus());
    }

    private static KeyValue of(KeyName key, @Nullable String value) {
        return key.withValue(value == null || value.isBlank() ? KeyValue.NONE_VALUE : value);
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(PredictionObservationContext context) {
        KeyValues keys = KeyValues.of(
                of(PredictionHighCardinalityKeys.ID, context.getId()),
                of(PredictionHighCardinalityKeys.VERSION, context.getVersion()));
        if (context.getCost() != null) {
            keys = keys.and(PredictionHighCardinalityKeys.COST.withValue(
                    context.getCost().toPlainString()));
        }
        if (context.isTokenUsageReportedBySpringAi()) {
            return keys;
        }
        Long input = context.getInputTokens();
        Long output = context.getOutputTokens();
        if (input != null) {
            keys = keys.and(PredictionHighCardinalityKeys.INPUT_TOKENS.withValue(String.valueOf(input)));
        }
        return output == null
                ? keys
                : keys.and(PredictionHighCardinalityKeys.OUTPUT_TOKENS.withValue(String.valueOf(output)));
    }
}
