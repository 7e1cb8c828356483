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

package io.github.replicate4j.error;

/**
 * Thrown when a webhook delivery cannot be verified as sent by Replicate. The message contains no data of the delivery,
 * because anyone may have sent it.
 *
 * @since 0.1.0
 */
public class WebhookRejectedException extends ReplicateException {

    private final WebhookRejection reason;

    /**
     * Create the exception. Called by the client.
     *
     * @param reason the reason
     * @param message the detail message, which describes the problem of the delivery
     */
    public WebhookRejectedException(WebhookRejection reason, String message) {
        super(message, null);
        this.reason = reason;
    }

    /**
     * Return the reason for the rejection.
     *
     * @return the reason
     */
    public WebhookRejection reason() {
        return this.reason;
    }
}
