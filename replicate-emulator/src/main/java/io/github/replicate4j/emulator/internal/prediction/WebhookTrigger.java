/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when to send the webhooks of one prediction: only for the requested events, and for output and logs at most once in
 * 500 milliseconds. Events in between are merged into one webhook at the end of that interval.
 *
 * <p>It is guarded by the lock of the prediction. Its timers acquire that lock themselves.
 */
final class WebhookTrigger {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Set<WebhookEventType> DEFAULT_EVENTS =
            EnumSet.of(WebhookEventType.OUTPUT, WebhookEventType.COMPLETED);

    private final Object lock;

    private final Set<WebhookEventType> requested;

    private final EmulatorClock clock;

    private final Supplier<EmulatedPrediction> snapshot;

    private final BiConsumer<WebhookEventType, EmulatedPrediction> sender;

    private final Map<WebhookEventType, Instant> lastSent = new EnumMap<>(WebhookEventType.class);

    private final Map<WebhookEventType, EmulatorClock.Timer> timers = new EnumMap<>(WebhookEventType.class);

    private @Nullable List<Runnable> held = new ArrayList<>();

    WebhookTrigger(
            Object lock,
            CreateRequest request,
            EmulatorClock clock,
            Supplier<EmulatedPrediction> snapshot,
            BiConsumer<WebhookEventType, EmulatedPrediction> sender) {
        this.lock = lock;
        this.requested = EnumSet.noneOf(WebhookEventType.class);
        if (request.webhook() != null) {
            request.webhookEventsFilter()
                    .forEach(name -> this.requested.add(WebhookEventType.valueOf(name.toUpperCase(Locale.ROOT))));
            if (this.requested.isEmpty()) {
                this.requested.addAll(DEFAULT_EVENTS);
            }
        }
        this.clock = clock;
        this.snapshot = snapshot;
        this.sender = sender;
    }

    /** Send the webhooks held back until now because the prediction was not stored yet. */
    void open() {
        List<Runnable> pending = this.held;
        this.held = null;
        if (pending != null) {
            pending.forEach(Runnable::run);
        }
    }

    void onEvent(WebhookEventType event) {
        if (!this.requested.contains(event) || this.timers.containsKey(event)) {
            return;
        }
        if (event == WebhookEventType.COMPLETED) {
            // It includes everything that a throttled webhook would still report.
            stopTimers();
        }
        Instant last = this.lastSent.get(event);
        Duration delay = last == null ? Duration.ZERO : INTERVAL.minus(Duration.between(last, this.clock.now()));
        if (event.isThrottled() && !delay.isZero() && !delay.isNegative()) {
            this.timers.put(event, this.clock.schedule(() -> sendThrottled(event), delay));
        } else {
            send(event);
        }
    }

    private void sendThrottled(WebhookEventType event) {
        synchronized (this.lock) {
            if (this.timers.remove(event) != null) {
                send(event);
            }
        }
    }

    private void send(WebhookEventType event) {
        this.lastSent.put(event, this.clock.now());
        EmulatedPrediction prediction = this.snapshot.get();
        if (this.held == null) {
            this.sender.accept(event, prediction);
        } else {
            this.held.add(() -> this.sender.accept(event, prediction));
        }
    }

    /** Send no further webhooks. */
    void close() {
        this.requested.clear();
        stopTimers();
        this.held = null;
    }

    private void stopTimers() {
        this.timers.values().forEach(EmulatorClock.Timer::cancel);
        this.timers.clear();
    }
}
