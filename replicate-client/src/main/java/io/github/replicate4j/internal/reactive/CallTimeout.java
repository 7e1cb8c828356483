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

package io.github.replicate4j.internal.reactive;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Ends a call that has not come to its own end in time, as {@link Mono#timeout(Duration)} does. To set the alarm of that for
 * each call would take longer than much of what is timed: here, one alarm serves all.
 *
 * <p>Not meant for applications: it is public only because the starter needs it.
 */
public final class CallTimeout {

    private final Duration limit;

    private final TimeoutScheduler deadlines;

    /**
     * Sets a limit.
     *
     * @param limit how long a call may take from its subscription on
     */
    public CallTimeout(Duration limit) {
        this(limit, TimeoutScheduler.ALL);
    }

    CallTimeout(Duration limit, TimeoutScheduler deadlines) {
        this.limit = limit;
        this.deadlines = deadlines;
    }

    /**
     * Limits a call.
     *
     * @param call gives a value, or none
     * @param <T> what it gives
     * @return the call, which is cancelled and fails with a {@link TimeoutException} when its time is over
     */
    public <T> Mono<T> on(Mono<T> call) {
        return new MonoOperator<>(call) {

            @Override
            public void subscribe(CoreSubscriber<? super T> caller) {
                Call<T> timed = new Call<>(caller);
                caller.onSubscribe(timed);
                if (timed.begin()) {
                    this.source.subscribe(timed);
                }
            }
        };
    }

    /** Settled once: by a value, an end, its caller or the time. */
    private final class Call<T> extends Operators.DeferredSubscription
            implements CoreSubscriber<T>, TimeoutScheduler.Timed {

        private final CoreSubscriber<? super T> caller;

        private final long deadline = CallTimeout.this.deadlines.now() + CallTimeout.this.limit.toNanos();

        private final AtomicBoolean settled = new AtomicBoolean();

        Call(CoreSubscriber<? super T> caller) {
            this.caller = caller;
        }

        /** Not if its caller is gone already. */
        boolean begin() {
            if (this.settled.get()) {
                return false;
            }
            CallTimeout.this.deadlines.begin(this);
            return true;
        }

        @Override
        public Context currentContext() {
            return this.caller.currentContext();
        }

        @Override
        public void onSubscribe(Subscription source) {
            set(source);
        }

        @Override
        public void onNext(T value) {
            if (settle()) {
                this.caller.onNext(value);
                this.caller.onComplete();
            } else {
                // Not dropped: it may be the answer to a create, and somebody cancels what that has made.
                Operators.onDiscard(value, currentContext());
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (settle()) {
                this.caller.onError(failure);
            } else {
                Operators.onErrorDropped(failure, currentContext());
            }
        }

        @Override
        public void onComplete() {
            if (settle()) {
                this.caller.onComplete();
            }
        }

        @Override
        public void cancel() {
            if (settle()) {
                super.cancel();
            }
        }

        @Override
        public long deadline() {
            return this.deadline;
        }

        @Override
        public boolean expire() {
            if (settle()) {
                super.cancel();
                this.caller.onError(new TimeoutException("not within " + CallTimeout.this.limit.toMillis() + " ms"));
            }
            return true;
        }

        private boolean settle() {
            boolean first = this.settled.compareAndSet(false, true);
            if (first) {
                CallTimeout.this.deadlines.end(this);
            }
            return first;
        }
    }
}
