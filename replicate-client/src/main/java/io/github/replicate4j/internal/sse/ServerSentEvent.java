/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.sse;

import org.jspecify.annotations.Nullable;

/**
 * A server-sent event.
 *
 * @param id id that this event itself contains, or {@code null}
 * @param type event type; {@code message} if the event has none
 * @param data data lines, joined by line feeds
 */
public record ServerSentEvent(@Nullable String id, String type, String data) {

    /** The type of events that have none. */
    public static final String UNTYPED = "message";

    @Override
    public String toString() {
        return "ServerSentEvent[id=" + this.id + ", type=" + this.type + ", length=" + this.data.length() + "]";
    }
}
