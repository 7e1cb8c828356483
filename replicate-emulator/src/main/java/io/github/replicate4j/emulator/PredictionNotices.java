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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the receiver of webhooks is told of one prediction: of what it wants to know, and of output and logs not
 * more than once in half a second. What comes in between is told together, at the end of that time.
 *
 * <p>It is guarded by the lock of the prediction. Timers take that lock themselves.
 */
final class PredictionNotices {

    static final Duration PAUSE = Duration.ofMillis(500);

    private static final Set<WebhookEvent> UNLESS_FILTERED = EnumSet.of(WebhookEvent.OUTPUT, WebhookEvent.COMPLETED);

    private final Object lock;
    private final Set<WebhookEvent> wanted;
    private final EmulatorClock clock;
    private final Supplier<EmulatedPrediction> state;
    private final BiConsumer<WebhookEvent, EmulatedPrediction> receiver;
    private final Map<WebhookEvent, Instant> lastTold = new EnumMap<>(WebhookEvent.class);
    private final Map<WebhookEvent, EmulatorClock.Timer> timers = new EnumMap<>(WebhookEvent.class);
    private @Nullable List<Runnable> held = new ArrayList<>();

    PredictionNotices(
            Object lock,
            PredictionOrder order,
            EmulatorClock clock,
            Supplier<EmulatedPrediction> state,
            BiConsumer<WebhookEvent, EmulatedPrediction> receiver) {
        this.lock = lock;
        this.wanted = EnumSet.noneOf(WebhookEvent.class);
        if (order.webhook() != null) {
            order.webhookEventsFilter().forEach(name -> this.wanted.add(WebhookEvent.ofJson(name)));
            if (this.wanted.isEmpty()) {
                this.wanted.addAll(UNLESS_FILTERED);
            }
        }
        this.clock = clock;
        this.state = state;
        this.receiver = receiver;
    }

    /** Tells what was held back until now, because it was not certain that the prediction would be kept. */
    void open() {
        List<Runnable> left = this.held;
        this.held = null;
        if (left != null) {
            left.forEach(Runnable::run);
        }
    }

    /** Something has happened. */
    void happened(WebhookEvent event) {
        if (!this.wanted.contains(event) || this.timers.containsKey(event)) {
            return;
        }
        if (event == WebhookEvent.COMPLETED) {
            // It tells all that was still to be told.
            stopTimers();
        }
        Instant last = this.lastTold.get(event);
        Duration pause = last == null ? Duration.ZERO : PAUSE.minus(Duration.between(last, this.clock.now()));
        if (event.isThrottled() && !pause.isZero() && !pause.isNegative()) {
            this.timers.put(event, this.clock.schedule(() -> pauseIsOver(event), pause));
        } else {
            tell(event);
        }
    }

    private void pauseIsOver(WebhookEvent event) {
        synchronized (this.lock) {
            if (this.timers.remove(event) != null) {
                tell(event);
            }
        }
    }

    private void tell(WebhookEvent event) {
        this.lastTold.put(event, this.clock.now());
        EmulatedPrediction now = this.state.get();
        if (this.held == null) {
            this.receiver.accept(event, now);
        } else {
            this.held.add(() -> this.receiver.accept(event, now));
        }
    }

    /** Tells nothing any more. */
    void close() {
        this.wanted.clear();
        stopTimers();
        this.held = null;
    }

    private void stopTimers() {
        this.timers.values().forEach(EmulatorClock.Timer::cancel);
        this.timers.clear();
    }
}
