/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many webhooks are under way: so many to one receiver, which may be slow, and so many in all. Receivers take
 * turns. Not to be used by two threads at once.
 */
final class WebhookSlots {

    static final int MAX_PER_RECEIVER = 8;
    static final int MAX = 64;

    private final Map<String, Receiver> receivers = new LinkedHashMap<>();
    private int taken;

    void add(WebhookAttempt attempt) {
        this.receivers
                .computeIfAbsent(attempt.webhook().receiver(), name -> new Receiver())
                .waiting
                .addLast(attempt);
    }

    /** Takes a slot for an attempt that waits, if there is one and it is allowed. */
    @Nullable
    WebhookAttempt take() {
        if (this.taken == MAX) {
            return null;
        }
        for (Iterator<Map.Entry<String, Receiver>> each =
                        this.receivers.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<String, Receiver> entry = each.next();
            Receiver receiver = entry.getValue();
            if (!receiver.waiting.isEmpty() && receiver.taken < MAX_PER_RECEIVER) {
                receiver.taken++;
                this.taken++;
                // To the end of the line.
                each.remove();
                this.receivers.put(entry.getKey(), receiver);
                return receiver.waiting.removeFirst();
            }
        }
        return null;
    }

    /** Gives the slot of an attempt back. */
    void free(WebhookAttempt attempt) {
        String name = attempt.webhook().receiver();
        Receiver receiver = this.receivers.get(name);
        if (receiver == null) {
            return;
        }
        receiver.taken--;
        this.taken--;
        if (receiver.taken == 0 && receiver.waiting.isEmpty()) {
            this.receivers.remove(name);
        }
    }

    void clear() {
        this.receivers.clear();
        this.taken = 0;
    }

    /** Someone who is told. */
    private static final class Receiver {

        private final Deque<WebhookAttempt> waiting = new ArrayDeque<>();
        private int taken;
    }
}
