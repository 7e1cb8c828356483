/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.security;

import io.github.replicate4j.webhooks.WebhookPath;
import java.util.List;
import org.springframework.context.ApplicationContext;

/**
 * Finds the paths of the webhook endpoints in an application context.
 */
final class EndpointPath {

    private EndpointPath() {}

    /**
     * Return the paths, one for each endpoint of the context itself. Parent contexts are not searched: the child context of a
     * separate management port does not receive webhooks.
     */
    static List<String> find(ApplicationContext context) {
        return context.getBeansOfType(WebhookPath.class, true, false).values().stream()
                .map(WebhookPath::value)
                .toList();
    }
}
