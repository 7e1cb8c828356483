/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of one prediction, which are delivered one after the other. There are never many: a webhook about output or logs
 * replaces a waiting one of the same kind, because it includes everything that the other one reports. Not thread-safe.
 */
final class WebhookSequence {

    private final Deque<Webhook> waiting = new ArrayDeque<>();

    private boolean busy;

    private @Nullable Attempt heldBack;

    /** Add a webhook, and return the one that it replaces, or null. */
    @Nullable
    Webhook add(Webhook webhook) {
        Webhook replaced = null;
        if (webhook.event().isThrottled()) {
            replaced = this.waiting.stream()
                    .filter(candidate -> candidate.event() == webhook.event())
                    .findFirst()
                    .orElse(null);
            this.waiting.removeFirstOccurrence(replaced);
        }
        this.waiting.addLast(webhook);
        return replaced;
    }

    /** Take the next webhook, or null if none is waiting. */
    @Nullable
    Webhook poll() {
        return this.waiting.pollFirst();
    }

    /** Hold an attempt back until the next one has been made. */
    void holdBack(Attempt attempt) {
        this.heldBack = attempt;
    }

    boolean holdsBack() {
        return this.heldBack != null;
    }

    boolean isHeldBack(Attempt attempt) {
        return this.heldBack == attempt;
    }

    @Nullable
    Attempt takeHeldBack() {
        Attempt taken = this.heldBack;
        this.heldBack = null;
        return taken;
    }

    boolean isBusy() {
        return this.busy;
    }

    void busy(boolean busy) {
        this.busy = busy;
    }

    /**
     * An attempt to deliver a webhook.
     *
     * @param sequence the webhooks of the prediction, the next of which is sent after this attempt; null for a retry, after which
     *     no other webhook is waiting
     */
    record Attempt(
            Webhook webhook,
            int number,
            WebhookFaultPlan fault,
            Instant first,
            @Nullable WebhookSequence sequence) {}
}
