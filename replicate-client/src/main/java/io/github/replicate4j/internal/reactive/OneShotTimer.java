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
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/** One timer, for whatever comes first. Whoever has it guards it. */
public final class OneShotTimer {

    private static final long ABOUT_TO_RING = Duration.ofMillis(10).toNanos();

    private final MonotonicClock clock;

    private final IntConsumer task;

    private @Nullable Disposable timer;

    private long at;

    private int number;

    /**
     * Creates it.
     *
     * @param task is handed a number, with which it says that it {@link #rang}
     */
    public OneShotTimer(MonotonicClock clock, IntConsumer task) {
        this.clock = clock;
        this.task = task;
    }

    /** Sets it, unless it rings earlier anyway. */
    public void set(long at) {
        if (this.timer != null && this.at <= at) {
            return;
        }
        stop();
        this.at = at;
        int number = ++this.number;
        long delay = Math.max(0, at - this.clock.nanos());
        this.timer = Schedulers.parallel().schedule(() -> this.task.accept(number), delay, TimeUnit.NANOSECONDS);
    }

    /** What may have begun is let be, for it would be interrupted. It finds nothing to do. */
    public void stop() {
        if (this.timer != null && this.at - this.clock.nanos() > ABOUT_TO_RING) {
            this.timer.dispose();
        }
        this.timer = null;
    }

    public void rang(int number) {
        if (number == this.number) {
            this.timer = null;
        }
    }
}
