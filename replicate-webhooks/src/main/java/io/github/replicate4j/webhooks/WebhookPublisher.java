/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.WebhookEvent;

/**
 * Publishes verified webhooks to the listeners of an application, for example with an
 * {@link org.springframework.context.ApplicationEventPublisher}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WebhookPublisher {

    /**
     * Publish an event and return when all listeners have processed it.
     *
     * @param event the event
     * @throws RuntimeException if a listener fails, in which case Replicate delivers a completion again
     */
    void publish(WebhookEvent event);
}
