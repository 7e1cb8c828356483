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

package io.github.replicate4j.webhook;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;

/**
 * Operations on webhooks.
 *
 * @since 0.1.0
 */
public final class Webhooks {

    private final AsyncWebhooks async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public Webhooks(AsyncWebhooks async) {
        this.async = async;
    }

    /**
     * Return the secret that Replicate signs webhooks of the account with: {@code webhooks.default.secret.get}. The
     * secret changes rarely: fetch it once, not for each webhook.
     *
     * @return the signing secret
     * @throws ReplicateException if the request fails
     */
    public WebhookSecret defaultSecret() {
        return Blocking.value(this.async.defaultSecret());
    }
}
