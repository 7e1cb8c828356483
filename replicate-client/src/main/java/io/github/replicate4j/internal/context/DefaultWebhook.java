/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.context;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.internal.support.RequestFields;
import io.github.replicate4j.internal.support.WebhookQuery;
import io.github.replicate4j.internal.support.WebhookSubject;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The webhook of predictions and trainings created without one of their own, and the signals that its deliveries trigger. */
public final class DefaultWebhook {

    private final Supplier<? extends @Nullable WebhookTarget> target;

    private final @Nullable CompletionSignals signals;

    public DefaultWebhook(Supplier<? extends @Nullable WebhookTarget> target, @Nullable CompletionSignals signals) {
        this.target = target;
        this.signals = signals;
    }

    /** Return the signals that deliveries trigger, or {@code null} if another application receives them. */
    public @Nullable CompletionSignals signals() {
        return this.signals;
    }

    /** Return the target of the request, or the default target. */
    private WebhookTarget target(@Nullable WebhookTarget own) {
        if (own != null && (own.url() != null || own.events().isEmpty())) {
            return own;
        }
        WebhookTarget target = this.target.get();
        URI url = target == null ? null : target.url();
        return url == null ? WebhookTarget.NONE : new WebhookTarget(url, own == null ? target.events() : own.events());
    }

    /** Add the webhook to the body of a create. The URL of a request gets no parameter for the subject. */
    public RequestFields addTo(
            RequestFields fields, @Nullable WebhookTarget own, WebhookSubject subject, @Nullable String reference) {
        WebhookTarget target = target(own);
        if (target.url() == null) {
            return fields;
        }
        WebhookQuery query = new WebhookQuery(isDefault(own) ? subject : null, reference);
        return fields.with("webhook", query.addTo(target.url()))
                .with("webhook_events_filter", target.events().isEmpty() ? null : target.events());
    }

    private static boolean isDefault(@Nullable WebhookTarget own) {
        return own == null || own.url() == null;
    }

    /** Announce a create, so that waits know whether a webhook reports its completion. */
    public void created(String id, @Nullable WebhookTarget own) {
        if (this.signals != null && isDefault(own) && target(own).includesCompleted()) {
            this.signals.expectWebhook(id);
        }
    }
}
