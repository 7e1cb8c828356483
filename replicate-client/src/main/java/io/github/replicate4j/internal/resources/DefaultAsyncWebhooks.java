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

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.webhook.AsyncWebhooks;
import io.github.replicate4j.webhook.WebhookSecret;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncWebhooks}. */
public final class DefaultAsyncWebhooks implements AsyncWebhooks {

    private final Transport transport;

    DefaultAsyncWebhooks(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Mono<WebhookSecret> defaultSecret() {
        ApiRequest request = ApiRequest.get("webhooks.default.secret.get", "/webhooks/default/secret");
        return this.transport.send(request, WebhookSecret.class);
    }
}
