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

package io.github.replicate4j.internal.context;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.webhook.WebhookSubject;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client has to do with webhooks.
 *
 * @param defaultTarget where the creates ask for webhooks that do not say so themselves; it gives {@code null} for nowhere
 * @param signals where it is told what those webhooks say, or {@code null} if they do not come here
 */
public record WebhookSettings(
        Supplier<? extends @Nullable WebhookTarget> defaultTarget,
        @Nullable CompletionSignals signals) {

    /** Without webhooks. */
    public static final WebhookSettings DEFAULT = new WebhookSettings(() -> null, null);

    /**
     * Changes where webhooks are sent.
     *
     * @param defaultTarget asked for each create
     * @return changed settings
     */
    public WebhookSettings withDefaultTarget(Supplier<? extends @Nullable WebhookTarget> defaultTarget) {
        return new WebhookSettings(defaultTarget, this.signals);
    }

    /**
     * Changes where it is told what they say.
     *
     * @param signals tells of ends
     * @return changed settings
     */
    public WebhookSettings withSignals(CompletionSignals signals) {
        return new WebhookSettings(this.defaultTarget, signals);
    }

    /**
     * Decides what a create asks for.
     *
     * @param own what the request itself says, or {@code null} if it says nothing
     * @param subject what is created
     * @return the target, marked with the subject if it is that of the client
     */
    public WebhookTarget target(@Nullable WebhookTarget own, WebhookSubject subject) {
        if (own != null && (own.url() != null || own.events().isEmpty())) {
            return own;
        }
        WebhookTarget target = this.defaultTarget.get();
        URI url = target == null ? null : target.url();
        return url == null
                ? WebhookTarget.NONE
                : new WebhookTarget(subject.mark(url), own == null ? target.events() : own.events());
    }

    /**
     * Takes note of what has been created, so that whoever waits for it knows whether a webhook is to tell of its end.
     *
     * @param id id of what was created
     * @param own what the request itself said, or {@code null} if it said nothing
     */
    public void created(String id, @Nullable WebhookTarget own) {
        boolean ours = own == null || own.url() == null;
        // Of which kind it is makes no difference here.
        if (this.signals != null
                && ours
                && target(own, WebhookSubject.PREDICTION).tellsTheEnd()) {
            this.signals.expectWebhook(id);
        }
    }
}
