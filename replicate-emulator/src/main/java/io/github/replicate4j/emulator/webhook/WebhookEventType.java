/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.webhook;

import java.util.Locale;

/**
 * The events that Replicate reports by webhook.
 *
 * @since 0.1.0
 */
public enum WebhookEventType {

    /** The model has started. A prediction that completes before its model starts has no such event. */
    START,
    /** There is new output. */
    OUTPUT,
    /** There are new logs. */
    LOGS,
    /** The prediction or training has reached a terminal status. Only this event is retried if its delivery fails. */
    COMPLETED;

    /**
     * Return the name that the API uses.
     *
     * @return the name in lower case
     */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Return whether the event is reported at most once every 500 milliseconds per prediction.
     *
     * @return true for {@link #OUTPUT} and {@link #LOGS}
     */
    public boolean isThrottled() {
        return this == OUTPUT || this == LOGS;
    }
}
