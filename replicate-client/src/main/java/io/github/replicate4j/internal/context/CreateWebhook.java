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
import org.jspecify.annotations.Nullable;

/** The webhook of one create. */
public final class CreateWebhook {

    private final WebhookTarget target;

    private final boolean isDefault;

    private final @Nullable CompletionSignals signals;

    CreateWebhook(WebhookTarget target, boolean isDefault, @Nullable CompletionSignals signals) {
        this.target = target;
        this.isDefault = isDefault;
        this.signals = signals;
    }

    /**
     * Add the webhook to the body of the create. The URL of a request gets no parameters for the subject and the entry.
     *
     * @param entry id of the entry of the create in the journal, or {@code null} if there is none
     */
    public RequestFields addTo(
            RequestFields fields, WebhookSubject subject, @Nullable String reference, @Nullable String entry) {
        if (this.target.url() == null) {
            return fields;
        }
        WebhookQuery query =
                new WebhookQuery(this.isDefault ? subject : null, reference, this.isDefault ? entry : null);
        return fields.with("webhook", query.addTo(this.target.url()))
                .with("webhook_events_filter", this.target.events().isEmpty() ? null : this.target.events());
    }

    /** Return whether the default webhook reports the completion. */
    public boolean reportsCompletion() {
        return this.target.url() != null && this.isDefault && this.target.includesCompleted();
    }

    /** Announce the created task, so that waits know whether a webhook reports its completion. */
    public void created(String id) {
        if (this.signals != null && this.isDefault && this.target.includesCompleted()) {
            this.signals.expectWebhook(id);
        }
    }
}
