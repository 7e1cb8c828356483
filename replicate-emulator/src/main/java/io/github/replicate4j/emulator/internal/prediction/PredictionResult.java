/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction.Status;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run so far: its status, output, logs, metrics and times. It is guarded by the lock of the run.
 */
final class PredictionResult {

    private final Instant createdAt;

    private final PredictionOutput output = new PredictionOutput();

    private final StringBuilder logs = new StringBuilder();

    private final Map<String, Object> metrics = new LinkedHashMap<>();

    private boolean withoutLogs;

    private boolean dataRemoved;

    private Status status = Status.STARTING;

    private @Nullable String error;

    private @Nullable Instant startedAt;

    private @Nullable Instant outputCompleteAt;

    private @Nullable Instant completedAt;

    PredictionResult(Instant createdAt) {
        this.createdAt = createdAt;
    }

    /** Take over the result from before a restart. */
    void restore(EmulatedPrediction saved) {
        this.status = saved.status();
        this.error = saved.error();
        this.startedAt = saved.startedAt();
        this.completedAt = saved.completedAt();
        this.dataRemoved = saved.dataRemoved();
        this.withoutLogs = saved.logs() == null;
        this.logs.append(Objects.requireNonNullElse(saved.logs(), ""));
        this.metrics.putAll(saved.metrics());
        this.output.set(saved.output());
    }

    Instant createdAt() {
        return this.createdAt;
    }

    Status status() {
        return this.status;
    }

    PredictionOutput output() {
        return this.output;
    }

    /** Return when the output was complete, or null if it is not known to be complete. */
    @Nullable
    Instant outputCompleteAt() {
        return this.outputCompleteAt;
    }

    void outputCompleteAt(Instant time) {
        this.outputCompleteAt = time;
    }

    /** Return when the run completed, or null if it has not completed. */
    @Nullable
    Instant completedAt() {
        return this.completedAt;
    }

    boolean isDataRemoved() {
        return this.dataRemoved;
    }

    /** Return the approximate memory usage in bytes. */
    long size() {
        return this.output.size() + this.logs.length();
    }

    void start(Instant time) {
        this.status = Status.PROCESSING;
        this.startedAt = time;
    }

    void metric(String name, Object value) {
        this.metrics.put(name, value);
    }

    /** Append a line. */
    void log(String text) {
        this.logs.append(text);
        if (!text.endsWith("\n")) {
            this.logs.append('\n');
        }
    }

    /** Let the logs be null instead of empty. */
    void withoutLogs() {
        this.withoutLogs = true;
    }

    /** Complete the run, and return the time of its completion. */
    Instant complete(Status terminalStatus, @Nullable String message, Instant time) {
        // A deadline aborts only a prediction whose model has not started; otherwise it cancels it.
        this.status =
                terminalStatus == Status.ABORTED && this.status == Status.PROCESSING ? Status.CANCELED : terminalStatus;
        this.error = message;
        // The system clock can be behind the times from before a restart.
        Instant completed = latest(time, this.startedAt == null ? this.createdAt : this.startedAt);
        this.completedAt = completed;
        if (this.startedAt != null) {
            this.metrics.put("predict_time", seconds(this.startedAt, completed));
        }
        this.metrics.put("total_time", seconds(this.createdAt, completed));
        return completed;
    }

    /** Remove what Replicate removes some time after the completion. */
    void removeData() {
        this.dataRemoved = true;
        this.output.set(null);
        this.logs.setLength(0);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1_000 / 1e6;
    }

    EmulatedPrediction snapshot(String id, CreateRequest request, @Nullable URI stream) {
        Duration cancelAfter = request.cancelAfter();
        return new EmulatedPrediction(
                id,
                request.model(),
                request.target().model().official()
                        ? "hidden"
                        : request.target().version().id(),
                request.deployment(),
                this.status,
                request.input(),
                this.output.value(),
                this.error,
                this.withoutLogs && this.logs.isEmpty() ? null : this.logs.toString(),
                this.status.isTerminal() ? Collections.unmodifiableMap(new LinkedHashMap<>(this.metrics)) : Map.of(),
                request.webhook(),
                request.webhookEventsFilter(),
                this.createdAt,
                this.startedAt,
                this.completedAt,
                cancelAfter == null ? null : this.createdAt.plus(cancelAfter),
                this.dataRemoved,
                stream);
    }
}
