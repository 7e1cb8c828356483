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
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of one prediction, which are sent one after the other. There are never many: what is told of output or
 * logs takes the place of what was not sent yet of the same kind, and says all that it said. Not to be used by two threads
 * at once.
 */
final class WebhookLane {

    private final Deque<Webhook> waiting = new ArrayDeque<>();
    private boolean busy;
    private @Nullable WebhookAttempt heldBack;

    /** Adds a webhook behind the others, and returns the one whose place it takes. */
    @Nullable
    Webhook add(Webhook webhook) {
        Webhook outdated = null;
        if (webhook.event().isThrottled()) {
            for (Iterator<Webhook> each = this.waiting.iterator(); each.hasNext() && outdated == null; ) {
                Webhook candidate = each.next();
                if (candidate.event() == webhook.event()) {
                    outdated = candidate;
                    each.remove();
                }
            }
        }
        this.waiting.addLast(webhook);
        return outdated;
    }

    /** Takes the webhook whose turn it is, if there is one. */
    @Nullable
    Webhook poll() {
        return this.waiting.pollFirst();
    }

    /** Holds an attempt back until the next one has been made. */
    void holdBack(WebhookAttempt attempt) {
        this.heldBack = attempt;
    }

    boolean holdsBack() {
        return this.heldBack != null;
    }

    boolean isHeldBack(WebhookAttempt attempt) {
        return this.heldBack == attempt;
    }

    @Nullable
    WebhookAttempt takeHeldBack() {
        WebhookAttempt taken = this.heldBack;
        this.heldBack = null;
        return taken;
    }

    boolean isBusy() {
        return this.busy;
    }

    void busy(boolean now) {
        this.busy = now;
    }
}
