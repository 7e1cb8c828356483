/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.testing;

import io.github.replicate4j.event.WebhookEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.context.event.EventListener;

/** Records the events it has processed, optionally after an action. */
public class RecordingListener {

    private static final Consumer<WebhookEvent> NO_ACTION = event -> {};

    private final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

    private volatile Consumer<WebhookEvent> action = NO_ACTION;

    @EventListener
    public void on(WebhookEvent event) {
        this.action.accept(event);
        this.events.add(event);
    }

    /** Events whose action has completed. */
    public List<WebhookEvent> events() {
        return List.copyOf(this.events);
    }

    public long countOf(String id) {
        return this.events.stream()
                .filter(event -> event.subject().id().equals(id))
                .count();
    }

    public void onEvent(Consumer<WebhookEvent> action) {
        this.action = action;
    }

    public void clear() {
        this.events.clear();
        this.action = NO_ACTION;
    }
}
