/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.transport.CreateOutcome;
import io.github.replicate4j.limits.CreateLimits;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A create that limits admit. Until it is sent, its own failure or cancellation releases what it has reserved. After that, the
 * outcome of the request decides, which is reported even if the caller has cancelled.
 *
 * @param <T> type of the created tasks
 */
public final class AdmittedCreate<T extends LongRunningTask> implements CreateOutcome<T> {

    private final CreateLimits.Reservation reservation;

    private final BiConsumer<String, @Nullable T> onCreated;

    private volatile boolean sent;

    /**
     * Create an admitted create.
     *
     * @param onCreated called with the id, and with the task unless its response is unreadable
     */
    AdmittedCreate(CreateLimits.Reservation reservation, BiConsumer<String, @Nullable T> onCreated) {
        this.reservation = reservation;
        this.onCreated = onCreated;
    }

    Mono<T> run(Function<AdmittedCreate<T>, Mono<T>> call) {
        return ApplicationErrors.defer(() -> call.apply(this))
                .doOnError(failure -> releaseUnlessSent())
                .doOnCancel(this::releaseUnlessSent);
    }

    /** Return the outcome to report to, together with another one, for the request that is sent now. */
    public CreateOutcome<T> sending(@Nullable CreateOutcome<T> other) {
        this.sent = true;
        return other == null ? this : new BothOutcomes<>(this, other);
    }

    private void releaseUnlessSent() {
        if (!this.sent) {
            this.reservation.released(false);
        }
    }

    @Override
    public void created(T task) {
        this.reservation.created(task.id());
        this.onCreated.accept(task.id(), task);
    }

    @Override
    public void refused(String reason) {
        this.reservation.released(true);
    }

    /** Without an id, the place in flight becomes free later, and the estimated cost remains. */
    @Override
    public void unknown(@Nullable String id, String reason) {
        if (id != null) {
            this.reservation.created(id);
            this.onCreated.accept(id, null);
        }
    }

    private record BothOutcomes<T>(CreateOutcome<T> first, CreateOutcome<T> second) implements CreateOutcome<T> {

        @Override
        public void created(T response) {
            this.first.created(response);
            this.second.created(response);
        }

        @Override
        public void refused(String reason) {
            this.first.refused(reason);
            this.second.refused(reason);
        }

        @Override
        public void unknown(@Nullable String id, String reason) {
            this.first.unknown(id, reason);
            this.second.unknown(id, reason);
        }
    }
}
