/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.observation;

import io.github.replicate4j.webhooks.observation.WebhookObservationContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.time.Duration;

/**
 * {@link ObservationHandler} that records the lag of webhooks.
 */
final class WebhookMetricsHandler implements ObservationHandler<WebhookObservationContext> {

    private final MeterRegistry registry;

    WebhookMetricsHandler(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof WebhookObservationContext;
    }

    @Override
    public void onStop(WebhookObservationContext context) {
        Duration lag = context.getLag();
        if (lag != null) {
            Timer.builder("replicate.webhook.lag")
                    .description("Time from the completion of a prediction to the delivery of its webhook.")
                    .tags(ClientTags.of(context))
                    .register(this.registry)
                    .record(lag);
        }
    }
}
