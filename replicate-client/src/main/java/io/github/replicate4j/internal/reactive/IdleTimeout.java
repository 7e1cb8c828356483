/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;

/**
 * A limit on the silence of a stream: the time for which it emits nothing although elements have been requested; or on the
 * total of this time. The time a slow subscriber takes does not count.
 */
public final class IdleTimeout {

    private final long timeout;

    private final boolean total;

    private final TimeoutScheduler timeouts;

    public IdleTimeout(Duration timeout) {
        this(timeout, TimeoutScheduler.SHARED);
    }

    IdleTimeout(Duration timeout, TimeoutScheduler timeouts) {
        this(timeout, false, timeouts);
    }

    IdleTimeout(Duration timeout, boolean total, TimeoutScheduler timeouts) {
        this.timeout = timeout.toNanos();
        this.total = total;
        this.timeouts = timeouts;
    }

    /** Limit the total time for which a stream emits nothing although elements have been requested. */
    public static IdleTimeout ofTotal(Duration timeout) {
        return new IdleTimeout(timeout, true, TimeoutScheduler.SHARED);
    }

    /** Apply the timeout to a stream. */
    public <T> Flux<T> apply(Flux<T> stream) {
        return new FluxOperator<>(stream) {

            @Override
            public void subscribe(CoreSubscriber<? super T> downstream) {
                new StreamSubscriber<T>(downstream).subscribeTo(this.source);
            }
        };
    }

    private final class StreamSubscriber<T> extends ExpirableSubscriber<T> {

        /** Number of elements that have been requested but not received. */
        private final AtomicLong outstanding = new AtomicLong();

        /** When the wait for the next element started; undefined while none is requested. */
        private volatile long waitingSince;

        /** Time of earlier waits that counts: all of them, or none. */
        private final AtomicLong waited = new AtomicLong();

        StreamSubscriber(CoreSubscriber<? super T> downstream) {
            super(downstream, IdleTimeout.this.timeouts);
            this.waitingSince = this.timeouts.now();
        }

        @Override
        public void request(long count) {
            // In this order: a positive count must never be visible with the time of an earlier wait.
            if (this.outstanding.get() == 0) {
                this.waitingSince = this.timeouts.now();
            }
            this.outstanding.updateAndGet(before -> Operators.addCap(before, count));
            super.request(count);
        }

        @Override
        public void onNext(T element) {
            if (!this.phase.compareAndSet(Phase.WAITING, Phase.EMITTING)) {
                if (element instanceof DataBuffer buffer) {
                    DataBufferUtils.release(buffer);
                }
                return;
            }
            if (IdleTimeout.this.total) {
                this.waited.addAndGet(this.timeouts.now() - this.waitingSince);
            }
            if (this.outstanding.get() != Long.MAX_VALUE) {
                this.outstanding.decrementAndGet();
            }
            this.downstream.onNext(element);
            this.waitingSince = this.timeouts.now();
            this.phase.compareAndSet(Phase.EMITTING, Phase.WAITING);
        }

        @Override
        public long deadline() {
            boolean waiting = this.phase.get() != Phase.EMITTING && this.outstanding.get() > 0;
            return (waiting ? this.waitingSince : this.timeouts.now()) + IdleTimeout.this.timeout - this.waited.get();
        }

        @Override
        public boolean expire() {
            if (!this.phase.compareAndSet(Phase.WAITING, Phase.TERMINATED)) {
                return this.phase.get() == Phase.TERMINATED;
            }
            timeOut(new ClientTimeoutException("no data within "
                    + Duration.ofNanos(IdleTimeout.this.timeout).toMillis() + " ms"));
            return true;
        }
    }
}
