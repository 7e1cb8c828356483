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

import io.github.replicate4j.autoconfigure.Setting;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * The path at which webhooks are received, which stands for itself and is no pattern.
 */
final class WebhookPath {

    private WebhookPath() {}

    static String of(ReplicateWebhookProperties properties) {
        return Setting.checked("replicate.webhook.path", () -> {
            String path = properties.getPath();
            if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
                throw new IllegalArgumentException(
                        "it must be a path such as /replicate/webhook, of letters, digits, '-', '.', '_' and '~'");
            }
            return path;
        });
    }

    /** Returns the path in an application, or {@code null} if that receives no webhooks. */
    static @Nullable String in(ApplicationContext context) {
        return context.getBeanProvider(WebhookReceiver.class).stream().findAny().isPresent()
                ? of(context.getBean(ReplicateWebhookProperties.class))
                : null;
    }
}
