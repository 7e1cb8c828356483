/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.time.Duration;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.Operators;

/**
 * A timeout of a call, as {@link Mono#timeout(Duration)}. One timer serves all calls, because setting a timer for each call
 * would take longer than many of the calls.
 */
public final class CallTimeout {

    private final Duration timeout;

    private final TimeoutScheduler timeouts;

    public CallTimeout(Duration timeout) {
        this(timeout, TimeoutScheduler.SHARED);
    }

    CallTimeout(Duration timeout, TimeoutScheduler timeouts) {
        this.timeout = timeout;
        this.timeouts = timeouts;
    }

    /** Apply the timeout to a call. */
    public <T> Mono<T> apply(Mono<T> call) {
        return new MonoOperator<>(call) {

            @Override
            public void subscribe(CoreSubscriber<? super T> downstream) {
                new CallSubscriber<T>(downstream).subscribeTo(this.source);
            }
        };
    }

    private final class CallSubscriber<T> extends ExpirableSubscriber<T> {

        private final long deadline;

        CallSubscriber(CoreSubscriber<? super T> downstream) {
            super(downstream, CallTimeout.this.timeouts);
            this.deadline = this.timeouts.now() + CallTimeout.this.timeout.toNanos();
        }

        @Override
        public void onNext(T value) {
            if (settle()) {
                this.downstream.onNext(value);
                this.downstream.onComplete();
            } else {
                // Discarded rather than dropped: after a create, a hook cancels the prediction that was created.
                Operators.onDiscard(value, currentContext());
            }
        }

        @Override
        public long deadline() {
            return this.deadline;
        }

        @Override
        public boolean expire() {
            if (settle()) {
                timeOut(new ClientTimeoutException("not within " + CallTimeout.this.timeout.toMillis() + " ms"));
            }
            return true;
        }
    }
}
