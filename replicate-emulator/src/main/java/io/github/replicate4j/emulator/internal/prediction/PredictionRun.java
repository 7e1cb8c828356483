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
import java.util.List;
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

    private final PredictionResult result;

    private final List<EmulatorClock.Timer> timers = new ArrayList<>();

    private final HeldCreates heldCreates;

    private final Duration completionDelay;

    // Called without the lock, because it can remove other runs.
    private final Runnable sizeListener;

    private boolean discarded;

    PredictionRun(
            String id,
            CreateRequest request,
            DefaultModelScript script,
            EmulatorClock clock,
            OutputFiles files,
            @Nullable PredictionStream stream,
            Duration completionDelay,
            BiConsumer<WebhookEventType, EmulatedPrediction> webhookSender,
            Runnable sizeListener,
            Instant createdAt) {
        this.id = id;
        this.request = request;
        this.result = new PredictionResult(createdAt);
        this.script = new ScriptExecution(script, this, clock);
        this.clock = clock;
        this.files = files;
        this.stream = stream;
        this.completionDelay = completionDelay;
        this.sizeListener = sizeListener;
        this.heldCreates = new HeldCreates(clock, this::snapshot);
        this.webhooks = new WebhookTrigger(this.lock, request, clock, this::snapshot, webhookSender);
    }

    public String id() {
        return this.id;
    }

    public Instant createdAt() {
        return this.result.createdAt();
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
            return this.request.size() + this.result.size() + this.files.size();
        }
    }

    public boolean isTerminal() {
        synchronized (this.lock) {
            return this.result.status().isTerminal();
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
            this.result.restore(saved);
            if (this.result.status().isTerminal()) {
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
            if (this.result.status() != Status.STARTING) {
                return;
            }
            this.result.start(this.clock.now());
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
                this.result.metric(name, value);
            }
        }
    }

    @Override
    public void log(String text) {
        synchronized (this.lock) {
            if (isOver()) {
                return;
            }
            this.result.log(text);
            this.webhooks.onEvent(WebhookEventType.LOGS);
        }
        this.sizeListener.run();
    }

    @Override
    public void withoutLogs() {
        synchronized (this.lock) {
            this.result.withoutLogs();
        }
    }

    @Override
    public void append(Object item) {
        synchronized (this.lock) {
            if (!isOver()) {
                this.result.output().append(item);
                onOutput(item);
            }
        }
        this.sizeListener.run();
    }

    @Override
    public void set(@Nullable Object value) {
        synchronized (this.lock) {
            if (isOver()) {
                return;
            }
            this.result.output().set(value);
            if (value != null) {
                onOutput(value);
            }
        }
        this.sizeListener.run();
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
            this.result.outputCompleteAt(this.clock.now());
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
            if (this.result.status().isTerminal()) {
                return;
            }
            Instant completedAt = this.result.complete(terminalStatus, message, time);
            stopAll();
            if (this.stream != null) {
                this.stream.complete(completedAt, this.result.status(), message);
            }
            this.webhooks.onEvent(WebhookEventType.COMPLETED);
            removeDataLater();
        }
        this.heldCreates.respond(HeldState.completed(snapshot()));
    }

    private void removeDataLater() {
        Duration retention = this.request.kind().retention();
        Instant completedAt = this.result.completedAt();
        if (retention != null && completedAt != null && !this.discarded && !this.result.isDataRemoved()) {
            Duration left = Duration.between(this.clock.now(), completedAt.plus(retention));
            this.timers.add(this.clock.schedule(this::removeData, left.isNegative() ? Duration.ZERO : left));
        }
    }

    private void removeData() {
        synchronized (this.lock) {
            this.request = this.request.withoutInput();
            this.result.removeData();
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
            return this.result.outputCompleteAt();
        }
    }

    private boolean isOver() {
        return this.discarded || this.result.status().isTerminal();
    }

    private void schedule(Runnable task, Duration delay) {
        synchronized (this.lock) {
            if (!isOver()) {
                this.timers.add(this.clock.schedule(task, delay));
            }
        }
    }

    public EmulatedPrediction snapshot() {
        synchronized (this.lock) {
            return this.result.snapshot(this.id, this.request, this.stream == null ? null : this.stream.uri());
        }
    }
}
