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

import org.jspecify.annotations.Nullable;

/**
 * What Replicate signs webhooks with. Whoever has it can forge them: fetch it once, and keep it like a password.
 *
 * @param key the secret, such as {@code whsec_} and base64
 */
public record WebhookSecret(String key) {

    /**
     * Checks the secret.
     *
     * @throws IllegalArgumentException if there is none
     */
    public WebhookSecret {
        if (isBlank(key)) {
            throw new IllegalArgumentException("it has no key");
        }
    }

    private static boolean isBlank(@Nullable String key) {
        return key == null || key.isBlank();
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "WebhookSecret[key=***]";
    }
}
