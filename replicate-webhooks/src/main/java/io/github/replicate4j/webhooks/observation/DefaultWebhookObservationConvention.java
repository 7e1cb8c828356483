/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.observation;

import io.github.replicate4j.event.WebhookEvent;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * Default {@link WebhookObservationConvention}, with the names of {@link WebhookObservationDocumentation}.
 *
 * @since 0.1.0
 */
public class DefaultWebhookObservationConvention implements WebhookObservationConvention {

    @Override
    public String getName() {
        return "replicate.webhook";
    }

    @Override
    public String getContextualName(WebhookObservationContext context) {
        return "replicate webhook";
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(WebhookObservationContext context) {
        WebhookEvent event = context.getEvent();
        return KeyValues.of(
                WebhookObservationDocumentation.Keys.EVENT.withValue(
                        orNone(event == null ? null : event.getClass().getSimpleName())),
                WebhookObservationDocumentation.Keys.OUTCOME.withValue(context.getOutcome()),
                WebhookObservationDocumentation.Keys.REASON.withValue(orNone(context.getReason())));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(WebhookObservationContext context) {
        WebhookEvent event = context.getEvent();
        return event == null
                ? KeyValues.empty()
                : KeyValues.of(
                        WebhookObservationDocumentation.HighCardinalityKeys.ID.withValue(
                                event.subject().id()),
                        WebhookObservationDocumentation.HighCardinalityKeys.WEBHOOK_ID.withValue(event.webhookId()));
    }

    private static String orNone(@Nullable String value) {
        return value == null ? KeyValue.NONE_VALUE : value;
    }
}
