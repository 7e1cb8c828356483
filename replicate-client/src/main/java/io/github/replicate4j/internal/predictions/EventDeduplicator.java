/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.sse.ServerSentEvent;
import java.util.HashSet;
import java.util.Set;

/** Recognizes events that a server sends again on another connection. */
final class EventDeduplicator {

    private static final int MAX_IDS = 100_000;

    private final Set<String> ids = new HashSet<>();

    private boolean recognizesAllEvents = true;

    /** Record an event and return whether it is new. */
    boolean add(ServerSentEvent event) {
        String id = event.id();
        if (id == null || id.isEmpty() || this.ids.size() >= MAX_IDS) {
            boolean repeated = id != null && this.ids.contains(id);
            this.recognizesAllEvents &= repeated;
            return !repeated;
        }
        return this.ids.add(id);
    }

    /** Return whether each event would be recognized: all have an id, and there are not too many. */
    boolean recognizesAllEvents() {
        return this.recognizesAllEvents;
    }
}
