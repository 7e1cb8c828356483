/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Memory for bodies that are received concurrently. A sender cannot be verified before its body is complete, so two rules keep
 * unverified bytes from blocking other senders: the incomplete bodies of one sender take at most half of the memory, and when
 * memory is needed, the body that has been incomplete for the longest time is discarded.
 */
final class BodyMemory {

    private final long capacity;

    private final Map<String, Long> incompleteBytesBySender = new HashMap<>();

    /** Oldest first. */
    private final Set<Reservation> incomplete = new LinkedHashSet<>();

    private long usedBytes;

    BodyMemory(long capacity) {
        this.capacity = capacity;
    }

    synchronized long usedBytes() {
        return this.usedBytes;
    }

    /** Number of senders of which incomplete bodies are known. */
    synchronized int senders() {
        return this.incompleteBytesBySender.size();
    }

    private synchronized boolean tryGrow(Reservation body, long size) {
        if (!body.open) {
            return false;
        }
        long bytes = size - body.bytes;
        this.incomplete.add(body);
        while (incompleteBytes(body.sender) + bytes > this.capacity / 2) {
            if (!discardOldest(body, other -> other.sender.equals(body.sender))) {
                return false;
            }
        }
        while (this.usedBytes + bytes > this.capacity) {
            if (!discardOldest(body, other -> true)) {
                return false;
            }
        }
        body.bytes = size;
        this.usedBytes += bytes;
        addIncompleteBytes(body.sender, bytes);
        return true;
    }

    private void addIncompleteBytes(String sender, long bytes) {
        long sum = incompleteBytes(sender) + bytes;
        if (sum == 0) {
            this.incompleteBytesBySender.remove(sender);
        } else {
            this.incompleteBytesBySender.put(sender, sum);
        }
    }

    private long incompleteBytes(String sender) {
        return this.incompleteBytesBySender.getOrDefault(sender, 0L);
    }

    /** Discard the oldest of the given bodies, unless it is the one that needs the memory. */
    private boolean discardOldest(Reservation needed, Predicate<Reservation> candidates) {
        Reservation oldest =
                this.incomplete.stream().filter(candidates).findFirst().orElse(needed);
        if (oldest == needed) {
            return false;
        }
        release(oldest);
        oldest.onDiscard.run();
        return true;
    }

    private synchronized boolean complete(Reservation body) {
        if (body.open) {
            removeIncomplete(body);
        }
        return body.open;
    }

    private synchronized void release(Reservation body) {
        if (body.open) {
            body.open = false;
            removeIncomplete(body);
            this.usedBytes -= body.bytes;
        }
    }

    private void removeIncomplete(Reservation body) {
        if (this.incomplete.remove(body)) {
            addIncompleteBytes(body.sender, -body.bytes);
        }
    }

    /** Memory of one body. */
    final class Reservation {

        private final String sender;

        private final Runnable onDiscard;

        private boolean open = true;

        private long bytes;

        /**
         * Create a reservation without any memory.
         *
         * @param sender identifies the sender
         * @param onDiscard drops the received bytes; called at most once, by the thread of another body
         */
        Reservation(String sender, Runnable onDiscard) {
            this.sender = sender;
            this.onDiscard = onDiscard;
        }

        boolean isIn(BodyMemory memory) {
            return memory == BodyMemory.this;
        }

        /** Increase the reservation to the given size, and return whether that was possible. */
        boolean tryGrowTo(long size) {
            return tryGrow(this, size);
        }

        /** Keep the memory until it is released, and return whether the body was not discarded before. */
        boolean complete() {
            return BodyMemory.this.complete(this);
        }

        void release() {
            BodyMemory.this.release(this);
        }
    }
}
