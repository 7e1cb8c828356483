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

package io.github.replicate4j.webhooks;

import static io.github.replicate4j.webhook.WebhookEventType.COMPLETED;
import static io.github.replicate4j.webhook.WebhookEventType.LOGS;
import static io.github.replicate4j.webhook.WebhookEventType.START;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.predictions.Prediction;
import java.net.URI;
import java.util.Map;

/** Webhook options of a create. */
class Requests {

    private final Replicate replicate;

    Requests(Replicate replicate) {
        this.replicate = replicate;
    }

    Prediction toAnotherUrl() {
        return this.replicate
                .models()
                .predictions()
                .create(
                        "acme/painter",
                        request -> request.input(Map.of())
                                .webhook(URI.create("https://example.com/other"), START, COMPLETED));
    }

    Prediction withOtherEvents() {
        return this.replicate
                .models()
                .predictions()
                .create("acme/painter", request -> request.input(Map.of()).webhookEventsFilter(LOGS, COMPLETED));
    }

    Prediction withoutWebhook() {
        return this.replicate
                .models()
                .predictions()
                .create("acme/painter", request -> request.input(Map.of()).withoutWebhook());
    }
}
