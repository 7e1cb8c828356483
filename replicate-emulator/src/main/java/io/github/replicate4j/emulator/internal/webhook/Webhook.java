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

package io.github.replicate4j.emulator.internal.webhook;

import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.net.URI;
import java.util.Locale;

/**
 * A webhook to deliver.
 *
 * @param id the {@code webhook-id} header, which is the same for all delivery attempts
 * @param url the URL of the receiver
 * @param body the response of {@code predictions.get} or {@code trainings.get} at the time of the event
 */
public record Webhook(String id, String predictionId, WebhookEventType event, URI url, byte[] body) {

    /**
     * Return a key for the server of the receiver. Limits apply per server, because a slow one delays all of its webhooks.
     */
    String receiver() {
        return (this.url.getScheme() + "://" + this.url.getHost() + ":" + this.url.getPort()).toLowerCase(Locale.ROOT);
    }
}
