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
 * A delivery was not taken for one of Replicate's. The message shows nothing that was sent: it may come from anybody.
 */
public class WebhookRejectedException extends ReplicateException {

    private final WebhookRejection reason;

    /**
     * Creates the exception.
     *
     * @param reason why
     * @param message what is wrong with it
     */
    public WebhookRejectedException(WebhookRejection reason, String message) {
        super(message, null);
        this.reason = reason;
    }

    /**
     * Returns why it was rejected.
     *
     * @return the reason
     */
    public WebhookRejection reason() {
        return this.reason;
    }
}
