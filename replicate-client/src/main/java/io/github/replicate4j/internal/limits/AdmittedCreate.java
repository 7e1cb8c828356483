/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.journal.RecordedCreate;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.transport.CreateOutcome;
import io.github.replicate4j.limits.CreateLimits;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A create that limits admit. A failure without an outcome, or a cancellation before it is sent, releases what it has
 * reserved. Otherwise the outcome of the request decides, which is reported even if the caller has cancelled.
 *
 * @param <T> type of the created tasks
 */
public final class AdmittedCreate<T extends LongRunningTask> implements CreateOutcome<T> {

    private final CreateLimits.Reservation reservation;

    private final BiConsumer<String, @Nullable T> onCreated;

    private final Consumer<String> onUnknown;

    private volatile boolean sent;

    private volatile boolean reported;

    private volatile @Nullable String journalEntry;

    /**
     * Create an admitted create.
     *
     * @param onCreated called with the id, and with the task unless its response is unreadable
     * @param onUnknown called with the entry in the journal, if the outcome is unknown and no id has arrived
     */
    AdmittedCreate(
            CreateLimits.Reservation reservation,
            BiConsumer<String, @Nullable T> onCreated,
            Consumer<String> onUnknown) {
        this.reservation = reservation;
        this.onCreated = onCreated;
        this.onUnknown = onUnknown;
    }

    Mono<T> run(Function<AdmittedCreate<T>, Mono<T>> call) {
        return ApplicationErrors.defer(() -> call.apply(this))
                .doOnError(failure -> releaseUnlessReported())
                .doOnCancel(this::releaseUnlessSent);
    }

    /** Return the outcome to report to, together with the entry in the journal, for the request that is sent now. */
    public CreateOutcome<T> sending(@Nullable RecordedCreate<T> recorded) {
        this.sent = true;
        if (recorded == null) {
            return this;
        }
        this.journalEntry = recorded.id();
        this.reservation.sending(recorded.id());
        return new BothOutcomes<>(this, recorded);
    }

    /** A request that cannot even be built fails without an outcome. */
    private void releaseUnlessReported() {
        if (!this.reported) {
            this.reservation.released(false);
        }
    }

    private void releaseUnlessSent() {
        if (!this.sent) {
            this.reservation.released(false);
        }
    }

    @Override
    public void created(T task) {
        this.reported = true;
        this.reservation.created(task.id());
        this.onCreated.accept(task.id(), task);
    }

    @Override
    public void refused(String reason) {
        this.reported = true;
        this.reservation.released(true);
    }

    /**
     * Without an id, the entry in the journal leads to the completion. Without a journal, the place in flight becomes free later, and the
     * estimated cost remains.
     */
    @Override
    public void unknown(@Nullable String id, String reason) {
        this.reported = true;
        String entry = this.journalEntry;
        if (id != null) {
            this.reservation.created(id);
            this.onCreated.accept(id, null);
        } else if (entry != null) {
            this.onUnknown.accept(entry);
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
