/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
