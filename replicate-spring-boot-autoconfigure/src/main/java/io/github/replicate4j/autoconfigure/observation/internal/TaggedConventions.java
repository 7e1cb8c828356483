/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.observation.internal;

import io.github.replicate4j.observation.OperationObservationContext;
import io.github.replicate4j.observation.OperationObservationConvention;
import io.github.replicate4j.observation.PredictionObservationContext;
import io.github.replicate4j.observation.PredictionObservationConvention;
import io.github.replicate4j.webhooks.observation.WebhookObservationContext;
import io.github.replicate4j.webhooks.observation.WebhookObservationConvention;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Conventions that add the name of the client.
 */
final class TaggedConventions {

    private TaggedConventions() {}

    /** Names and key values of operations. */
    record Operations(OperationObservationConvention delegate, KeyValue client)
            implements OperationObservationConvention {

        @Override
        public @Nullable String getName() {
            return this.delegate.getName();
        }

        @Override
        public @Nullable String getContextualName(OperationObservationContext context) {
            return this.delegate.getContextualName(context);
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(OperationObservationContext context) {
            return this.delegate.getLowCardinalityKeyValues(context).and(this.client);
        }

        @Override
        public KeyValues getHighCardinalityKeyValues(OperationObservationContext context) {
            return this.delegate.getHighCardinalityKeyValues(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return this.delegate.supportsContext(context);
        }
    }

    /** Names and key values of predictions. */
    record Predictions(PredictionObservationConvention delegate, KeyValue client)
            implements PredictionObservationConvention {

        @Override
        public @Nullable String getName() {
            return this.delegate.getName();
        }

        @Override
        public @Nullable String getContextualName(PredictionObservationContext context) {
            return this.delegate.getContextualName(context);
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(PredictionObservationContext context) {
            return this.delegate.getLowCardinalityKeyValues(context).and(this.client);
        }

        @Override
        public KeyValues getHighCardinalityKeyValues(PredictionObservationContext context) {
            return this.delegate.getHighCardinalityKeyValues(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return this.delegate.supportsContext(context);
        }
    }

    /** Names and key values of webhooks. */
    record Webhooks(WebhookObservationConvention delegate, KeyValue client) implements WebhookObservationConvention {

        @Override
        public @Nullable String getName() {
            return this.delegate.getName();
        }

        @Override
        public @Nullable String getContextualName(WebhookObservationContext context) {
            return this.delegate.getContextualName(context);
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(WebhookObservationContext context) {
            return this.delegate.getLowCardinalityKeyValues(context).and(this.client);
        }

        @Override
        public KeyValues getHighCardinalityKeyValues(WebhookObservationContext context) {
            return this.delegate.getHighCardinalityKeyValues(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return this.delegate.supportsContext(context);
        }
    }
}
