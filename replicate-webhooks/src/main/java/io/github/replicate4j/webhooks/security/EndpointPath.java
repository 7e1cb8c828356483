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

package io.github.replicate4j.webhooks.security;

import io.github.replicate4j.webhooks.WebhookPath;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Finds the path of the webhook endpoint in an application context.
 */
final class EndpointPath {

    private EndpointPath() {}

    /**
     * Return the path, or {@code null} if the context itself has no endpoint. Parent contexts are not searched: the child context
     * of a separate management port does not receive webhooks.
     */
    static @Nullable String find(ApplicationContext context) {
        String[] names = context.getBeanNamesForType(WebhookPath.class, true, false);
        return names.length == 0
                ? null
                : context.getBean(names[0], WebhookPath.class).value();
    }
}
