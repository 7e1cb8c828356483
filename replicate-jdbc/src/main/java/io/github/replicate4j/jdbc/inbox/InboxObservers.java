/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.event.WebhookEvent;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Several observers, whose failures do not affect the inbox. */
final class InboxObservers implements InboxObserver {

    private static final Log logger = LogFactory.getLog(InboxObservers.class);

    private final List<InboxObserver> observers;

    InboxObservers(Collection<? extends InboxObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    @Override
    public void stored(WebhookEvent event) {
        each(observer -> observer.stored(event));
    }

    @Override
    public void processed(WebhookEvent event) {
        each(observer -> observer.processed(event));
    }

    @Override
    public void failed(EventSource source, boolean parked) {
        each(observer -> observer.failed(source, parked));
    }

    private void each(Consumer<InboxObserver> call) {
        for (InboxObserver observer : this.observers) {
            try {
                call.accept(observer);
            } catch (RuntimeException ex) {
                logger.debug("An observer of the inbox failed", ex);
            }
        }
    }
}
