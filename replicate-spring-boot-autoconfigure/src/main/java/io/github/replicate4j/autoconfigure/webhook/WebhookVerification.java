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

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.webhook.VerifiedWebhook;

/**
 * Knows the secrets.
 */
interface WebhookVerification {

    /**
     * Verifies a delivery.
     *
     * @throws WebhookRejectedException if it is not proved to be one of Replicate's
     * @throws NoWebhookSecretException if there is no secret to prove anything with
     */
    VerifiedWebhook verify(WebhookHead head, byte[] body);
}
