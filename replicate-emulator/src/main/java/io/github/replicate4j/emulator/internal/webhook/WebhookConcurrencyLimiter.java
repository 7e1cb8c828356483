/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of concurrent deliveries, in total and per receiver, which may be slow. Receivers take turns. Not
 * thread-safe.
 */
final class WebhookConcurrencyLimiter {

    static final int MAX_PER_RECEIVER = 8;

    static final int MAX = 64;

    private final Map<String, Receiver> receivers = new LinkedHashMap<>();

    private int inFlight;

    void add(WebhookSequence.Attempt attempt) {
        this.receivers
                .computeIfAbsent(attempt.webhook().receiver(), name -> new Receiver())
                .waiting
                .addLast(attempt);
    }

    /** Acquire a permit for a waiting attempt, and return the attempt, or null if none may be sent. */
    WebhookSequence.@Nullable Attempt acquire() {
        if (this.inFlight == MAX) {
            return null;
        }
        for (Iterator<Map.Entry<String, Receiver>> entries =
                        this.receivers.entrySet().iterator();
                entries.hasNext(); ) {
            Map.Entry<String, Receiver> entry = entries.next();
            Receiver receiver = entry.getValue();
            if (!receiver.waiting.isEmpty() && receiver.inFlight < MAX_PER_RECEIVER) {
                receiver.inFlight++;
                this.inFlight++;
                // Moves the receiver to the end.
                entries.remove();
                this.receivers.put(entry.getKey(), receiver);
                return receiver.waiting.removeFirst();
            }
        }
        return null;
    }

    void release(WebhookSequence.Attempt attempt) {
        String name = attempt.webhook().receiver();
        Receiver receiver = this.receivers.get(name);
        if (receiver == null) {
            return;
        }
        receiver.inFlight--;
        this.inFlight--;
        if (receiver.inFlight == 0 && receiver.waiting.isEmpty()) {
            this.receivers.remove(name);
        }
    }

    void clear() {
        this.receivers.clear();
        this.inFlight = 0;
    }

    private static final class Receiver {

        private final Deque<WebhookSequence.Attempt> waiting = new ArrayDeque<>();

        private int inFlight;
    }
}
