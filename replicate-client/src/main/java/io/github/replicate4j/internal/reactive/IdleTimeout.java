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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Ends a body of which nothing comes although it is asked for. A reader that takes its time is no stall: time counts only
 * while more has been asked for than has come.
 */
public final class IdleTimeout {

    private final long limit;

    private final TimeoutScheduler deadlines;

    public IdleTimeout(Duration limit) {
        this(limit, TimeoutScheduler.ALL);
    }

    public IdleTimeout(Duration limit, TimeoutScheduler deadlines) {
        this.limit = limit.toNanos();
        this.deadlines = deadlines;
    }

    /** The body, which is cancelled and fails with a {@link TimeoutException} when it stalls. */
    public <T> Flux<T> on(Flux<T> body) {
        return new FluxOperator<>(body) {

            @Override
            public void subscribe(CoreSubscriber<? super T> reader) {
                Reading<T> reading = new Reading<>(reader);
                reader.onSubscribe(reading);
                if (reading.begin()) {
                    this.source.subscribe(reading);
                }
            }
        };
    }

    private enum Phase {
        WAITING,

        /** A piece has come: whoever reads is at it. */
        READING,

        ENDED
    }

    private final class Reading<T> extends Operators.DeferredSubscription
            implements CoreSubscriber<T>, TimeoutScheduler.Timed {

        private final CoreSubscriber<? super T> reader;

        private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);

        /** How much more has been asked for than has come. */
        private final AtomicLong asked = new AtomicLong();

        /** When the wait for the next piece began; of no meaning while nothing is asked for. */
        private volatile long waitingSince = IdleTimeout.this.deadlines.now();

        Reading(CoreSubscriber<? super T> reader) {
            this.reader = reader;
        }

        /** Not if its reader is gone already. */
        boolean begin() {
            if (this.phase.get() == Phase.ENDED) {
                return false;
            }
            IdleTimeout.this.deadlines.begin(this);
            return true;
        }

        @Override
        public Context currentContext() {
            return this.reader.currentContext();
        }

        @Override
        public void onSubscribe(Subscription source) {
            set(source);
        }

        @Override
        public void request(long count) {
            // In this order: nobody may see a question beside the time of an older one.
            if (this.asked.get() == 0) {
                this.waitingSince = IdleTimeout.this.deadlines.now();
            }
            this.asked.updateAndGet(before -> Operators.addCap(before, count));
            super.request(count);
        }

        @Override
        public void onNext(T piece) {
            if (!this.phase.compareAndSet(Phase.WAITING, Phase.READING)) {
                if (piece instanceof DataBuffer unwanted) {
                    DataBufferUtils.release(unwanted);
                }
                return;
            }
            if (this.asked.get() != Long.MAX_VALUE) {
                this.asked.decrementAndGet();
            }
            this.reader.onNext(piece);
            this.waitingSince = IdleTimeout.this.deadlines.now();
            this.phase.compareAndSet(Phase.READING, Phase.WAITING);
        }

        @Override
        public void onError(Throwable failure) {
            if (end()) {
                this.reader.onError(failure);
            } else {
                Operators.onErrorDropped(failure, currentContext());
            }
        }

        @Override
        public void onComplete() {
            if (end()) {
                this.reader.onComplete();
            }
        }

        @Override
        public void cancel() {
            if (end()) {
                super.cancel();
            }
        }

        @Override
        public long deadline() {
            boolean waiting = this.phase.get() != Phase.READING && this.asked.get() > 0;
            return (waiting ? this.waitingSince : IdleTimeout.this.deadlines.now()) + IdleTimeout.this.limit;
        }

        @Override
        public boolean expire() {
            if (!this.phase.compareAndSet(Phase.WAITING, Phase.ENDED)) {
                return this.phase.get() == Phase.ENDED;
            }
            IdleTimeout.this.deadlines.end(this);
            super.cancel();
            this.reader.onError(new TimeoutException());
            return true;
        }

        private boolean end() {
            boolean first = this.phase.getAndSet(Phase.ENDED) != Phase.ENDED;
            if (first) {
                IdleTimeout.this.deadlines.end(this);
            }
            return first;
        }
    }
}
