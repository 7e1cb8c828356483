/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.security;

import java.util.function.BooleanSupplier;
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

    private final String path;

    private final Class<?> matchers;

    private final BooleanSupplier blocked;

    /**
     * Create the listener.
     *
     * @param path path of the endpoint
     * @param matchers class with the matcher to use in a filter chain
     * @param blocked evaluated at startup
     */
    BlockedWebhookWarning(String path, Class<?> matchers, BooleanSupplier blocked) {
        this.path = path;
        this.matchers = matchers;
        this.blocked = blocked;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        try {
            if (this.blocked.getAsBoolean()) {
                logger.warn("Spring Security blocks webhooks of Replicate at POST " + this.path
                        + ". In your filter chain, permit requests that match " + this.matchers.getSimpleName()
                        + ".matcher(), and exclude them from CSRF protection: they are authenticated by their signature."
                        + " To disable webhooks, set replicate.webhook.enabled to false");
            }
        } catch (RuntimeException | LinkageError ex) {
            logger.debug("Could not determine whether Spring Security blocks webhooks", ex);
        }
    }
}
