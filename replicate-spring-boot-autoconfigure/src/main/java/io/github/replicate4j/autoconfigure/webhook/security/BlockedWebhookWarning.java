/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.security;

import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Logs a warning at startup if Spring Security blocks webhooks. Otherwise, the log would not explain
 * why no webhooks are received.
 */
final class BlockedWebhookWarning implements ApplicationListener<ApplicationReadyEvent> {

    private static final Log logger = LogFactory.getLog(BlockedWebhookWarning.class);

    private final List<String> paths;

    private final Class<?> matchers;

    private final Predicate<String> blocked;

    /**
     * Create the listener.
     *
     * @param paths paths of the endpoints
     * @param matchers class with the matcher to use in a filter chain
     * @param blocked evaluated at startup for each path
     */
    BlockedWebhookWarning(List<String> paths, Class<?> matchers, Predicate<String> blocked) {
        this.paths = paths;
        this.matchers = matchers;
        this.blocked = blocked;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        try {
            List<String> blocked = this.paths.stream().filter(this.blocked).toList();
            if (!blocked.isEmpty()) {
                logger.warn("Spring Security blocks webhooks of Replicate at POST " + String.join(", ", blocked)
                        + ". In your filter chain, permit requests that match " + this.matchers.getSimpleName()
                        + ".matcher(), and exclude them from CSRF protection: they are authenticated by their signature."
                        + " To disable webhooks, set replicate.webhook.enabled to false");
            }
        } catch (RuntimeException | LinkageError ex) {
            logger.debug("Could not determine whether Spring Security blocks webhooks", ex);
        }
    }
}
