/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} for webhook deliveries.
 *
 * @since 0.1.0
 */
public interface WebhookObservationConvention extends ObservationConvention<WebhookObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof WebhookObservationContext;
    }
}
