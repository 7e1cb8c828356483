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

import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Schedulers;

/**
 * The clock of the scheduler on which timers run, virtual time included, but never going backwards: an adjustment of the
 * system clock must not delay a poll.
 */
public final class MonotonicClock {

    private long offset;

    private long last = Long.MIN_VALUE;

    /** Return the current time. */
    public synchronized long nanos() {
        long now = Schedulers.parallel().now(TimeUnit.NANOSECONDS) + this.offset;
        if (now < this.last) {
            this.offset += this.last - now;
            now = this.last;
        }
        this.last = now;
        return now;
    }
}
