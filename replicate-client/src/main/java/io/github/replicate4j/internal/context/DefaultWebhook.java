/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.context;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.internal.support.RequestFields;
import io.github.replicate4j.webhook.WebhookSubject;
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

    /** Return the target of the request, or the default target marked with the subject. */
    private WebhookTarget target(@Nullable WebhookTarget own, WebhookSubject subject) {
        if (own != null && (own.url() != null || own.events().isEmpty())) {
            return own;
        }
        WebhookTarget target = this.target.get();
        URI url = target == null ? null : target.url();
        return url == null
                ? WebhookTarget.NONE
                : new WebhookTarget(subject.mark(url), own == null ? target.events() : own.events());
    }

    /** Add the webhook to the body of a create. */
    public RequestFields addTo(RequestFields fields, @Nullable WebhookTarget own, WebhookSubject subject) {
        WebhookTarget target = target(own, subject);
        boolean filtered = target.url() != null && !target.events().isEmpty();
        return fields.with("webhook", target.url()).with("webhook_events_filter", filtered ? target.events() : null);
    }

    /** Announce a create, so that waits know whether a webhook reports its completion. */
    public void created(String id, @Nullable WebhookTarget own) {
        boolean isDefault = own == null || own.url() == null;
        // The subject does not change which events are sent.
        if (this.signals != null
                && isDefault
                && target(own, WebhookSubject.PREDICTION).includesCompleted()) {
            this.signals.expectWebhook(id);
        }
    }
}
