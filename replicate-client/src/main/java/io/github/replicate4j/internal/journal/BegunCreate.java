/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.journal;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Begins the entry of a create. An entry that is begun while the caller cancels is passed either to the caller or is recorded
 * as refused.
 *
 * @param <T> type of the created tasks
 */
final class BegunCreate<T extends LongRunningTask> extends Mono<RecordedCreate<T>> {

    private final CreateJournal journal;

    private final JournaledCreate create;

    private final JournalThreads threads;

    BegunCreate(CreateJournal journal, JournaledCreate create, JournalThreads threads) {
        this.journal = journal;
        this.create = create;
        this.threads = threads;
    }

    @Override
    public void subscribe(CoreSubscriber<? super RecordedCreate<T>> caller) {
        caller.onSubscribe(new BeginSubscription(caller));
    }

    private RecordedCreate<T> begin() {
        CreateJournal.Entry entry = this.journal.begin(this.create);
        return new RecordedCreate<>(entry, entry.id(), this.threads);
    }

    private ReplicateException notRecorded(Throwable failure) {
        Throwable cause = failure instanceof Error error ? ApplicationErrors.wrap(error) : failure;
        return new ReplicateException(
                this.create.operation() + " was not sent: the journal could not record it ("
                        + Redaction.ofMessage(failure) + "). Check the journal's database, and repeat the call.",
                cause);
    }

    private enum State {
        PENDING,
        DELIVERED,
        CANCELLED
    }

    private final class BeginSubscription implements Subscription {

        private final CoreSubscriber<? super RecordedCreate<T>> caller;

        private final AtomicReference<State> state = new AtomicReference<>(State.PENDING);

        private final AtomicBoolean started = new AtomicBoolean();

        BeginSubscription(CoreSubscriber<? super RecordedCreate<T>> caller) {
            this.caller = caller;
        }

        @Override
        public void request(long n) {
            if (this.started.compareAndSet(false, true)) {
                try {
                    BegunCreate.this.threads.begin(BegunCreate.this.create.operation(), this::run);
                } catch (ReplicateException ex) {
                    fail(ex);
                }
            }
        }

        private void run() {
            if (this.state.get() == State.CANCELLED) {
                return;
            }
            RecordedCreate<T> begun;
            try {
                begun = begin();
            } catch (Throwable ex) {
                fail(notRecorded(ex));
                return;
            }
            if (this.state.compareAndSet(State.PENDING, State.DELIVERED)) {
                this.caller.onNext(begun);
                this.caller.onComplete();
            } else {
                begun.refused("the call was cancelled before the request was sent");
            }
        }

        private void fail(ReplicateException failure) {
            if (this.state.compareAndSet(State.PENDING, State.DELIVERED)) {
                this.caller.onError(failure);
            }
        }

        @Override
        public void cancel() {
            this.state.compareAndSet(State.PENDING, State.CANCELLED);
        }
    }
}
