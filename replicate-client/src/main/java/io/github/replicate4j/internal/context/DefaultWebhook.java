/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.context;

import io.github.replicate4j.completion.CompletionSignals;
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

    /**
     * Return the webhook of one create: that of the request, or the default one. The supplier of the application is called
     * here only, so that the webhook cannot change while the create is in flight.
     *
     * @param own webhook in the request, or {@code null} if the request has none
     */
    public CreateWebhook of(@Nullable WebhookTarget own) {
        if (own != null && (own.url() != null || own.events().isEmpty())) {
            return new CreateWebhook(own, own.url() == null, this.signals);
        }
        WebhookTarget target = this.target.get();
        URI url = target == null ? null : target.url();
        WebhookTarget used =
                url == null ? WebhookTarget.NONE : new WebhookTarget(url, own == null ? target.events() : own.events());
        return new CreateWebhook(used, true, this.signals);
    }
}
