/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
                    .register(this.registry)
                    .record(lag);
        }
    }
}
