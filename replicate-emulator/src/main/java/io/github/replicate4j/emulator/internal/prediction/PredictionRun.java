/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.script.DefaultModelScript;
import io.github.replicate4j.emulator.internal.script.ScriptExecution;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction.Status;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A prediction or training, which runs until its script, a cancellation or a limit completes it.
 *
 * <p>One lock guards all of its state. While it is held, the run only calls the clock (which never calls back synchronously),
 * stops the script, and passes events to the stream and the webhook sender, which send them on other threads.
 */
public final class PredictionRun implements ScriptExecution.Target {

    private final Object lock = new Object();

    private final String id;

    // Replaced when the data is removed.
    private volatile CreateRequest request;

    private final ScriptExecution script;

    private final EmulatorClock clock;

    private final OutputFiles files;

    private final @Nullable PredictionStream stream;

    private final WebhookTrigger webhooks;

    private final Instant createdAt;

    private final List<EmulatorClock.Timer> timers = new ArrayList<>();

    private final HeldCreates heldCreates;

    private final Duration completionDelay;

    private final StringBuilder logs = new StringBuilder();

    private final Map<String, Object> metrics = new LinkedHashMap<>();

    private final PredictionOutput output = new PredictionOutput();

    private boolean withoutLogs;

    private boolean discarded;

    private boolean dataRemoved;

    private Status status = Status.STARTING;

    private @Nullable String error;

    private @Nullable Instant startedAt;

    private @Nullable Instant outputCompleteAt;

    private @Nullable Instant completedAt;

    PredictionRun(
            String id,
            CreateRequest request,
            DefaultModelScript script,
            EmulatorClock clock,
            OutputFiles files,
            @Nullable PredictionStream stream,
            Duration completionDelay,
            BiConsumer<WebhookEventType, EmulatedPrediction> webhookSender,
            Instant createdAt) {
        this.id = id;
        this.request = request;
        this.script = new ScriptExecution(script, this, clock);
        this.clock = clock;
        this.files = files;
        this.stream = stream;
        this.completionDelay = completionDelay;
        this.heldCreates = new HeldCreates(clock, this::snapshot);
        this.webhooks = new WebhookTrigger(this.lock, request, clock, this::snapshot, webhookSender);
        this.createdAt = createdAt;
    }

    public String id() {
        return this.id;
    }

    public Instant createdAt() {
        return this.createdAt;
    }

    @Override
    public OutputFiles files() {
        return this.files;
    }

    public CreateRequest request() {
        return this.request;
    }

    public @Nullable PredictionStream stream() {
        return this.stream;
    }

    /** Return the approximate memory usage in bytes. */
    public long size() {
        synchronized (this.lock) {
            return this.request.size() + this.files.size();
        }
    }

    public boolean isTerminal() {
        synchronized (this.lock) {
            return this.status.isTerminal();
        }
    }

    /** Start the run, and execute the steps that take no time. */
    void begin() {
        Duration cancelAfter = this.request.cancelAfter();
        if (cancelAfter != null) {
            schedule(() -> finish(Status.ABORTED, null), cancelAfter);
        }
        this.script.proceed();
    }

    /**
     * Take over the state from before a restart. A run that had not completed fails, because its script is lost. If its output
     * was complete, it succeeds, because a held create may have got the output.
     */
    void restore(EmulatedPrediction saved, @Nullable Instant savedOutputCompleteAt) {
        synchronized (this.lock) {
            this.status = saved.status();
            this.error = saved.error();
            this.startedAt = saved.startedAt();
            this.completedAt = saved.completedAt();
            this.dataRemoved = saved.dataRemoved();
            this.withoutLogs = saved.logs() == null;
            this.logs.append(Objects.requireNonNullElse(saved.logs(), ""));
            this.metrics.putAll(saved.metrics());
            this.output.set(saved.output());
            if (this.status.isTerminal()) {
                removeDataLater();
            }
        }
        if (savedOutputCompleteAt != null) {
            complete(Status.SUCCEEDED, null, savedOutputCompleteAt);
        } else {
            finish(
                    Status.FAILED,
                    "The emulator was restarted while the "
                            + this.request.kind().noun() + " was running");
        }
    }

    /** Send the webhooks held back so far, and all following ones immediately. */
    void sendWebhooks() {
        synchronized (this.lock) {
            this.webhooks.open();
        }
    }

    /** Return a future of the state when the output is complete or when the timeout expires, whichever comes first. */
    public CompletableFuture<HeldState> outputWithin(Duration timeout) {
        synchronized (this.lock) {
            return isOver()
                    ? CompletableFuture.completedFuture(HeldState.expired(snapshot()))
                    : this.heldCreates.hold(timeout);
        }
    }

    public void cancel() {
        finish(Status.CANCELED, null);
    }

    /** Stop everything that is in progress, without changing the status. */
    public void discard() {
        synchronized (this.lock) {
            this.discarded = true;
            this.webhooks.close();
            stopAll();
            if (this.stream != null) {
                this.stream.close();
            }
        }
        this.heldCreates.respond(HeldState.expired(snapshot()));
    }

    @Override
    public void start() {
        synchronized (this.lock) {
            if (this.status != Status.STARTING) {
                return;
            }
            this.status = Status.PROCESSING;
            this.startedAt = this.clock.now();
            this.webhooks.onEvent(WebhookEventType.START);
        }
        CreateRequest.Kind kind = this.request.kind();
        Duration limit = kind.maxDuration();
        String message = "The " + kind.noun() + " ran for longer than " + limit.toMinutes() + " minutes";
        schedule(() -> finish(Status.FAILED, message), limit);
    }

    @Override
    public void metric(String name, Object value) {
        synchronized (this.lock) {
            if (!isOver()) {
                this.metrics.put(name, value);
            }
        }
    }

    @Override
    public void log(String text) {
        synchronized (this.lock) {
            if (isOver()) {
                return;
            }
            this.logs.append(text);
            if (!text.endsWith("\n")) {
                this.logs.append('\n');
            }
            this.webhooks.onEvent(WebhookEventType.LOGS);
        }
    }

    @Override
    public void withoutLogs() {
        synchronized (this.lock) {
            this.withoutLogs = true;
        }
    }

    @Override
    public void append(Object item) {
        synchronized (this.lock) {
            if (!isOver()) {
                this.output.append(item);
                onOutput(item);
            }
        }
    }

    @Override
    public void set(@Nullable Object value) {
        synchronized (this.lock) {
            if (isOver()) {
                return;
            }
            this.output.set(value);
            if (value != null) {
                onOutput(value);
            }
        }
    }

    private void onOutput(Object value) {
        if (this.stream != null) {
            this.stream.output(this.clock.now(), value);
        }
        this.webhooks.onEvent(WebhookEventType.OUTPUT);
    }

    @Override
    public boolean outputComplete() {
        HeldState current;
        synchronized (this.lock) {
            if (isOver()) {
                return false;
            }
            this.outputCompleteAt = this.clock.now();
            current = HeldState.beforeCompletion(snapshot());
        }
        return this.heldCreates.respond(current);
    }

    @Override
    public void succeed() {
        // Recorded responses: the create of a model with output files gets its response before the prediction
        // completes.
        if (outputsFiles() && outputComplete() && !this.completionDelay.isZero()) {
            schedule(() -> finish(Status.SUCCEEDED, null), this.completionDelay);
        } else {
            finish(Status.SUCCEEDED, null);
        }
    }

    private boolean outputsFiles() {
        return this.request.target().version().schema().outputsFiles() || this.files.wereCreated();
    }

    @Override
    public void finish(Status terminalStatus, @Nullable String message) {
        complete(terminalStatus, message, this.clock.now());
    }

    private void complete(Status terminalStatus, @Nullable String message, Instant time) {
        synchronized (this.lock) {
            if (this.status.isTerminal()) {
                return;
            }
            // A deadline aborts only a prediction whose model has not started; otherwise it cancels it.
            this.status = terminalStatus == Status.ABORTED && this.status == Status.PROCESSING
                    ? Status.CANCELED
                    : terminalStatus;
            this.error = message;
            // The system clock can be behind the times from before a restart.
            this.completedAt = latest(time, this.startedAt == null ? this.createdAt : this.startedAt);
            if (this.startedAt != null) {
                this.metrics.put("predict_time", seconds(this.startedAt, this.completedAt));
            }
            this.metrics.put("total_time", seconds(this.createdAt, this.completedAt));
            stopAll();
            if (this.stream != null) {
                this.stream.complete(this.completedAt, this.status, message);
            }
            this.webhooks.onEvent(WebhookEventType.COMPLETED);
            removeDataLater();
        }
        this.heldCreates.respond(HeldState.completed(snapshot()));
    }

    private void removeDataLater() {
        Duration retention = this.request.kind().retention();
        if (retention != null && this.completedAt != null && !this.discarded && !this.dataRemoved) {
            Duration left = Duration.between(this.clock.now(), this.completedAt.plus(retention));
            this.timers.add(this.clock.schedule(this::removeData, left.isNegative() ? Duration.ZERO : left));
        }
    }

    private void removeData() {
        synchronized (this.lock) {
            this.dataRemoved = true;
            this.request = this.request.withoutInput();
            this.output.set(null);
            this.logs.setLength(0);
            if (this.stream != null) {
                this.stream.clear();
            }
        }
        this.files.clear();
    }

    /** Stop the script and all timers. The caller holds the lock. */
    private void stopAll() {
        this.timers.forEach(EmulatorClock.Timer::cancel);
        this.timers.clear();
        this.script.stop();
    }

    /** Return when the output was complete, or null if it is not known to be complete. */
    @Nullable
    Instant outputCompleteAt() {
        synchronized (this.lock) {
            return this.outputCompleteAt;
        }
    }

    private boolean isOver() {
        return this.discarded || this.status.isTerminal();
    }

    private void schedule(Runnable task, Duration delay) {
        synchronized (this.lock) {
            if (!isOver()) {
                this.timers.add(this.clock.schedule(task, delay));
            }
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1_000 / 1e6;
    }

    public EmulatedPrediction snapshot() {
        synchronized (this.lock) {
            Duration cancelAfter = this.request.cancelAfter();
            return new EmulatedPrediction(
                    this.id,
                    this.request.model(),
                    this.request.target().model().official()
                            ? "hidden"
                            : this.request.target().version().id(),
                    this.request.deployment(),
                    this.status,
                    this.request.input(),
                    this.output.value(),
                    this.error,
                    this.withoutLogs && this.logs.isEmpty() ? null : this.logs.toString(),
                    this.status.isTerminal()
                            ? Collections.unmodifiableMap(new LinkedHashMap<>(this.metrics))
                            : Map.of(),
                    this.request.webhook(),
                    this.request.webhookEventsFilter(),
                    this.createdAt,
                    this.startedAt,
                    this.completedAt,
                    cancelAfter == null ? null : this.createdAt.plus(cancelAfter),
                    this.dataRemoved,
                    this.stream == null ? null : this.stream.uri());
        }
    }
}
