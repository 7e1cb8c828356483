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

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of an emulator: what was sent, and what is to go wrong on the way. A fault is aimed at what is told, and
 * takes effect once its first effect has been named:
 *
 * <pre>{@code
 * emulator.webhooks().next(WebhookEvent.COMPLETED).duplicate();
 * emulator.webhooks().always(WebhookEvent.OUTPUT).delay(Duration.ofSeconds(2));
 * }</pre>
 *
 * <p>Each attempt to send a webhook meets one fault at most: the first fault added that still waits for one of its kind;
 * one that holds always, only if there is no other. How a receiver answers is up to the receiver.
 */
public final class Webhooks {

    private final ArmedFaults<WebhookEvent, WebhookFault> faults = new ArmedFaults<>();
    private final WebhookJournal journal = new WebhookJournal();

    Webhooks() {}

    /**
     * Returns what was sent since the start, or the last {@link ReplicateEmulator#reset()}. The latest 10,000 are kept.
     *
     * @return the webhooks as they are now, in the order in which they were sent
     */
    public List<WebhookDelivery> deliveries() {
        return this.journal.all();
    }

    /**
     * Aims at the next attempt to send a webhook.
     *
     * @param events any of which it may tell; none means any at all
     * @return the fault, which has no effect yet
     */
    public WebhookFault next(WebhookEvent... events) {
        return next(1, events);
    }

    /**
     * Aims at the next attempts to send a webhook.
     *
     * @param times how many; at least 1
     * @param events any of which they may tell; none means any at all
     * @return the fault, which has no effect yet
     */
    public WebhookFault next(int times, WebhookEvent... events) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault cannot happen " + times + " times");
        }
        return fault(times, events);
    }

    /**
     * Aims at all attempts to send a webhook from now on.
     *
     * @param events any of which they may tell; none means any at all
     * @return the fault, which has no effect yet
     */
    public WebhookFault always(WebhookEvent... events) {
        return fault(null, events);
    }

    /** Forgets all faults. */
    public void clearFaults() {
        this.faults.clear();
    }

    private WebhookFault fault(@Nullable Integer times, WebhookEvent... events) {
        Set<WebhookEvent> targets = EnumSet.noneOf(WebhookEvent.class);
        targets.addAll(List.of(events));
        return new WebhookFault(fault -> this.faults.add(fault, targets, times));
    }

    /** Takes the fault that an attempt meets. */
    WebhookFaultPlan take(WebhookEvent event) {
        WebhookFault fault = this.faults.take(event);
        return fault == null ? WebhookFaultPlan.NONE : fault.plan();
    }

    WebhookJournal journal() {
        return this.journal;
    }
}
