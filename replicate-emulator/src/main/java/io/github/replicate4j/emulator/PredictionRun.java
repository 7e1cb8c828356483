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

import io.github.replicate4j.emulator.EmulatedPrediction.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A prediction that lives until its script, a cancel or a limit ends it.
 *
 * <p>One lock guards all its state. Under it, only the clock is called, which never calls back at once, the script is
 * stopped, and events are handed to the stream and the receiver of webhooks, which send them off on other threads.
 */
final class PredictionRun {

    private final Object lock = new Object();
    private final String id;
    private final PredictionOrder order;
    private final ScriptRun script;
    private final EmulatorClock clock;
    private final OutputFiles files;
    private final @Nullable PredictionStream stream;
    private final PredictionNotices notices;
    private final Instant createdAt;
    private final List<EmulatorClock.Timer> timers = new ArrayList<>();
    private final List<CompletableFuture<EmulatedPrediction>> waiting = new ArrayList<>();
    private final StringBuilder logs = new StringBuilder();
    private final Map<String, Object> metrics = new LinkedHashMap<>();

    private final RunOutput output = new RunOutput();

    private boolean discarded;
    private boolean dataRemoved;
    private Status status = Status.STARTING;
    private @Nullable String error;
    private @Nullable Instant startedAt;
    private @Nullable Instant completedAt;

    PredictionRun(
            String id,
            PredictionOrder order,
            ModelScript script,
            EmulatorClock clock,
            OutputFiles files,
            @Nullable PredictionStream stream,
            BiConsumer<WebhookEvent, EmulatedPrediction> receiver) {
        this.id = id;
        this.order = order;
        this.script = new ScriptRun(script, this, clock);
        this.clock = clock;
        this.files = files;
        this.stream = stream;
        this.notices = new PredictionNotices(this.lock, order, clock, this::snapshot, receiver);
        this.createdAt = clock.now();
    }

    String id() {
        return this.id;
    }

    Instant createdAt() {
        return this.createdAt;
    }

    OutputFiles files() {
        return this.files;
    }

    PredictionOrder order() {
        return this.order;
    }

    @Nullable
    PredictionStream stream() {
        return this.stream;
    }

    /** How much memory it takes, roughly, in bytes. */
    long size() {
        synchronized (this.lock) {
            return this.dataRemoved ? 0 : this.order.size() + this.files.size();
        }
    }

    boolean isTerminal() {
        synchronized (this.lock) {
            return this.status.isTerminal();
        }
    }

    /** Starts its life. Steps that take no time are carried out before this returns. */
    void begin() {
        Duration cancelAfter = this.order.cancelAfter();
        if (cancelAfter != null) {
            later(() -> finish(Status.ABORTED, null), cancelAfter);
        }
        this.script.proceed();
    }

    /** Tells the receiver of its webhooks what has happened so far, and from now on what happens. */
    void announce() {
        synchronized (this.lock) {
            this.notices.open();
        }
    }

    /** Completes when the prediction has ended or the time is over, with what it was at that moment. */
    CompletableFuture<EmulatedPrediction> settledWithin(Duration time) {
        CompletableFuture<EmulatedPrediction> settled = new CompletableFuture<>();
        synchronized (this.lock) {
            if (this.status.isTerminal()) {
                settled.complete(snapshot());
                return settled;
            }
            this.waiting.add(settled);
        }
        later(() -> settled.complete(snapshot()), time);
        return settled;
    }

    /** Ends it, unless it has ended already. */
    void cancel() {
        finish(Status.CANCELED, null);
    }

    /** Ends all that still goes on for it, without another change. */
    void discard() {
        List<CompletableFuture<EmulatedPrediction>> left;
        synchronized (this.lock) {
            this.discarded = true;
            this.notices.close();
            left = stopWaiting();
            if (this.stream != null) {
                this.stream.close();
            }
        }
        release(left);
    }

    /** The model begins, unless it has begun before. */
    void start() {
        synchronized (this.lock) {
            if (this.status != Status.STARTING) {
                return;
            }
            this.status = Status.PROCESSING;
            this.startedAt = this.clock.now();
            this.notices.happened(WebhookEvent.START);
        }
        PredictionOrder.Kind kind = this.order.kind();
        Duration longest = kind.longestRun();
        String message = "The " + kind.noun() + " ran for longer than " + longest.toMinutes() + " minutes";
        later(() -> finish(Status.FAILED, message), longest);
    }

    void metric(String name, Object value) {
        synchronized (this.lock) {
            if (!isOver()) {
                this.metrics.put(name, value);
            }
        }
    }

    void log(String text) {
        synchronized (this.lock) {
            if (isOver()) {
                return;
            }
            this.logs.append(text);
            if (!text.endsWith("\n")) {
                this.logs.append('\n');
            }
            this.notices.happened(WebhookEvent.LOGS);
        }
    }

    void append(Object item) {
        synchronized (this.lock) {
            if (isOver()) {
                return;
            }
            this.output.append(item);
            hasPutOut(item);
        }
    }

    void set(@Nullable Object value) {
        synchronized (this.lock) {
            if (isOver()) {
                return;
            }
            this.output.set(value);
            if (value != null) {
                hasPutOut(value);
            }
        }
    }

    /** To be called with the lock held. */
    private void hasPutOut(Object value) {
        if (this.stream != null) {
            this.stream.output(this.clock.now(), value);
        }
        this.notices.happened(WebhookEvent.OUTPUT);
    }

    /** Ends it, unless it has ended already. */
    void finish(Status end, @Nullable String message) {
        List<CompletableFuture<EmulatedPrediction>> left;
        synchronized (this.lock) {
            if (this.status.isTerminal()) {
                return;
            }
            // A deadline aborts only what has not started.
            this.status = end == Status.ABORTED && this.status == Status.PROCESSING ? Status.CANCELED : end;
            this.error = message;
            this.completedAt = this.clock.now();
            Instant started = this.startedAt;
            if (started != null) {
                this.metrics.put("predict_time", seconds(started, this.completedAt));
            }
            this.metrics.put("total_time", seconds(this.createdAt, this.completedAt));
            left = stopWaiting();
            if (this.stream != null) {
                this.stream.end(this.completedAt, this.status, message);
            }
            this.notices.happened(WebhookEvent.COMPLETED);
            Duration retention = this.order.kind().retention();
            if (retention != null && !this.discarded) {
                this.timers.add(this.clock.schedule(this::removeData, retention));
            }
        }
        release(left);
    }

    private void removeData() {
        synchronized (this.lock) {
            this.dataRemoved = true;
            this.output.set(null);
            this.logs.setLength(0);
        }
        this.files.clear();
    }

    /** To be called with the lock held. */
    private List<CompletableFuture<EmulatedPrediction>> stopWaiting() {
        this.timers.forEach(EmulatorClock.Timer::cancel);
        this.timers.clear();
        this.script.stop();
        List<CompletableFuture<EmulatedPrediction>> left = List.copyOf(this.waiting);
        this.waiting.clear();
        return left;
    }

    private void release(List<CompletableFuture<EmulatedPrediction>> left) {
        EmulatedPrediction last = snapshot();
        left.forEach(each -> each.complete(last));
    }

    /** Whether nothing will change any more. */
    boolean isOver() {
        synchronized (this.lock) {
            return this.discarded || this.status.isTerminal();
        }
    }

    private void later(Runnable task, Duration time) {
        synchronized (this.lock) {
            if (!isOver()) {
                this.timers.add(this.clock.schedule(task, time));
            }
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1_000 / 1e6;
    }

    EmulatedPrediction snapshot() {
        synchronized (this.lock) {
            Duration cancelAfter = this.order.cancelAfter();
            return new EmulatedPrediction(
                    this.id,
                    this.order.model(),
                    this.order.choice().model().official()
                            ? "hidden"
                            : this.order.choice().version().id(),
                    this.order.deployment(),
                    this.status,
                    this.dataRemoved ? Map.of() : this.order.input(),
                    this.output.value(),
                    this.error,
                    this.logs.toString(),
                    this.status.isTerminal()
                            ? Collections.unmodifiableMap(new LinkedHashMap<>(this.metrics))
                            : Map.of(),
                    this.order.webhook(),
                    this.order.webhookEventsFilter(),
                    this.createdAt,
                    this.startedAt,
                    this.completedAt,
                    cancelAfter == null ? null : this.createdAt.plus(cancelAfter),
                    this.dataRemoved,
                    this.stream == null ? null : this.stream.uri());
        }
    }
}
