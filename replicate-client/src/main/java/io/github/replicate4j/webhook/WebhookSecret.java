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
 * A signing secret of webhooks. Anyone who knows it can forge deliveries: fetch it once, and store it like a password.
 *
 * @param key the secret: {@code whsec_} and Base64
 * @since 0.1.0
 */
public record WebhookSecret(String key) {

    /**
     * Create a secret.
     *
     * @throws IllegalArgumentException if the key is missing
     */
    public WebhookSecret {
        if (isBlank(key)) {
            throw new IllegalArgumentException("the key is missing");
        }
    }

    private static boolean isBlank(@Nullable String key) {
        return key == null || key.isBlank();
    }

    /** Return a description without the key. */
    @Override
    public String toString() {
        return "WebhookSecret[key=***]";
    }
}
