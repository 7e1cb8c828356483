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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Ends what takes too long. Nearly nothing does: one alarm, for whatever is due first, stands for all requests and bodies,
 * where an alarm for each would wake a thread with every call and every piece of a stream.
 */
final class TimeoutScheduler {

    /** Those of all clients. */
    static final TimeoutScheduler ALL = new TimeoutScheduler(System::nanoTime);

    /** An alarm that is late by more than this has been lost, with the threads it was set on. */
    private static final long LOST_AFTER = TimeUnit.SECONDS.toNanos(1);

    private final Set<Timed> running = ConcurrentHashMap.newKeySet();

    /** In nanoseconds. */
    private final LongSupplier clock;

    private volatile @Nullable Alarm alarm;

    TimeoutScheduler(LongSupplier clock) {
        this.clock = clock;
    }

    /** Something that may take too long. */
    interface Timed {

        /**
         * When it is to end, by the clock of these deadlines. That may be put off, but never be brought forward.
         *
         * @return nanoseconds
         */
        long deadline();

        /**
         * Ends it, unless it turns out to be in time after all.
         *
         * @return whether it has ended, by itself or now
         */
        boolean expire();
    }

    long now() {
        return this.clock.getAsLong();
    }

    void begin(Timed timed) {
        this.running.add(timed);
        Alarm set = this.alarm;
        if (set == null || !set.ringsBy(timed.deadline())) {
            setAlarm(timed.deadline());
        }
    }

    void end(Timed timed) {
        this.running.remove(timed);
    }

    private synchronized void setAlarm(long at) {
        Alarm set = this.alarm;
        if (set != null) {
            if (set.ringsBy(at)) {
                return;
            }
            set.cancel();
        }
        this.alarm = new Alarm(at);
    }

    private void expire() {
        long now = now();
        boolean more = false;
        long next = 0;
        for (Timed timed : this.running) {
            if (timed.deadline() - now <= 0 && timed.expire()) {
                continue;
            }
            long deadline = timed.deadline();
            if (!more || deadline - next < 0) {
                more = true;
                next = deadline;
            }
        }
        if (more) {
            setAlarm(next);
        }
    }

    private final class Alarm {

        private final long at;

        private final Disposable timer;

        Alarm(long at) {
            this.at = at;
            this.timer = Schedulers.parallel().schedule(this::ring, Math.max(at - now(), 0), TimeUnit.NANOSECONDS);
        }

        boolean ringsBy(long deadline) {
            return this.at - deadline <= 0 && now() - this.at <= LOST_AFTER;
        }

        void cancel() {
            this.timer.dispose();
        }

        private void ring() {
            synchronized (TimeoutScheduler.this) {
                if (TimeoutScheduler.this.alarm != this) {
                    return;
                }
                // Before anything is looked at: what begins from now on sets an alarm itself.
                TimeoutScheduler.this.alarm = null;
            }
            expire();
        }
    }
}
