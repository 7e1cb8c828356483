/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import io.github.replicate4j.internal.support.Arguments;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * URL and events of the webhook of a prediction or training.
 *
 * @param url absolute {@code https} URL. {@code null} means the default URL of the client if there are events, and no
 *     webhook otherwise
 * @param events events to send; empty for Replicate's default: output and completion
 * @since 0.1.0
 */
public record WebhookTarget(@Nullable URI url, Set<WebhookEventType> events) {

    /** No webhook, even if the client has a default webhook. */
    public static final WebhookTarget NONE = new WebhookTarget(null, Set.of());

    /**
     * Create a target.
     *
     * @throws IllegalArgumentException if Replicate cannot send webhooks to the URL; {@code http} is allowed only for
     *     this machine
     */
    public WebhookTarget {
        Arguments.webhookUrl(url);
        Set<WebhookEventType> sorted = EnumSet.noneOf(WebhookEventType.class);
        // The mapper of an application may leave out an empty set.
        if (events != null) {
            sorted.addAll(events);
        }
        events = Collections.unmodifiableSet(sorted);
    }

    /**
     * Create a target.
     *
     * @param url absolute {@code https} URL
     * @param events events to send; Replicate's default if empty
     * @return the target
     * @throws IllegalArgumentException if Replicate cannot send webhooks to the URL
     */
    public static WebhookTarget to(URI url, WebhookEventType... events) {
        return new WebhookTarget(url, Set.copyOf(Arrays.asList(events)));
    }

    /**
     * Return a target with another URL.
     *
     * @param url absolute {@code https} URL
     * @param events events to send; if empty, those of this target
     * @return the new target
     * @throws IllegalArgumentException if Replicate cannot send webhooks to the URL
     */
    public WebhookTarget withUrl(URI url, WebhookEventType... events) {
        return events.length == 0 ? new WebhookTarget(url, this.events) : to(url, events);
    }

    /**
     * Return a target with the same URL and other events.
     *
     * @param first event to send
     * @param more further events to send
     * @return the new target
     */
    public WebhookTarget withEvents(WebhookEventType first, WebhookEventType... more) {
        return new WebhookTarget(this.url, EnumSet.of(first, more));
    }

    /**
     * Return whether completion is sent to the URL.
     *
     * @return {@code true} if there is a URL and the events include {@link WebhookEventType#COMPLETED}
     */
    public boolean includesCompleted() {
        return this.url != null && (this.events.isEmpty() || this.events.contains(WebhookEventType.COMPLETED));
    }

    /** Return a description without the path and the query of the URL, which can be confidential. */
    @Override
    public String toString() {
        String host = this.url == null ? "no URL" : this.url.getScheme() + "://" + this.url.getHost();
        return "WebhookTarget[" + host + ", events=" + this.events + "]";
    }
}
