/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Subscription;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Terminates once: by the signals of its source, by the cancellation of its downstream, or by a timeout.
 *
 * @param <T> type of the elements
 */
abstract class ExpirableSubscriber<T> extends Operators.DeferredSubscription
        implements CoreSubscriber<T>, TimeoutScheduler.Expirable {

    enum Phase {
        WAITING,

        /** The downstream processes an element. */
        EMITTING,

        TERMINATED
    }

    final CoreSubscriber<? super T> downstream;

    final TimeoutScheduler timeouts;

    final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);

    ExpirableSubscriber(CoreSubscriber<? super T> downstream, TimeoutScheduler timeouts) {
        this.downstream = downstream;
        this.timeouts = timeouts;
    }

    void subscribeTo(CorePublisher<? extends T> source) {
        this.downstream.onSubscribe(this);
        // The downstream may have cancelled in onSubscribe.
        if (this.phase.get() != Phase.TERMINATED) {
            this.timeouts.add(this);
            source.subscribe(this);
        }
    }

    @Override
    public Context currentContext() {
        return this.downstream.currentContext();
    }

    @Override
    public void onSubscribe(Subscription source) {
        set(source);
    }

    @Override
    public void onError(Throwable failure) {
        if (settle()) {
            this.downstream.onError(failure);
        } else {
            Operators.onErrorDropped(failure, currentContext());
        }
    }

    @Override
    public void onComplete() {
        if (settle()) {
            this.downstream.onComplete();
        }
    }

    @Override
    public void cancel() {
        if (settle()) {
            super.cancel();
        }
    }

    /** Return whether this call terminated the subscriber, rather than an earlier one. */
    final boolean settle() {
        boolean first = this.phase.getAndSet(Phase.TERMINATED) != Phase.TERMINATED;
        if (first) {
            this.timeouts.remove(this);
        }
        return first;
    }

    /** Cancel the source and fail, after the subscriber has terminated. */
    final void timeOut(TimeoutException failure) {
        super.cancel();
        this.downstream.onError(failure);
    }
}
