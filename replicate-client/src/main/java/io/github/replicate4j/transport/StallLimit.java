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

package io.github.replicate4j.transport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends a body of which nothing comes although it is asked for. A reader that takes its time is no stall: time counts only
 * while more has been asked for than has come.
 */
final class StallLimit {

    private final Duration limit;

    private final AtomicLong asked = new AtomicLong();

    /** In nanoseconds. */
    private final LongSupplier clock;

    /** When the wait for the next piece began; of no meaning while nothing is asked for. */
    private volatile long waitingSince;

    StallLimit(Duration limit) {
        this(limit, System::nanoTime);
    }

    StallLimit(Duration limit, LongSupplier clock) {
        this.limit = limit;
        this.clock = clock;
        this.waitingSince = clock.getAsLong();
    }

    <T> Flux<T> on(Flux<T> body) {
        return body.timeout(stall(), piece -> stall())
                .doOnNext(piece -> {
                    // In this order, here and below: nobody may see a question beside the time of an older one.
                    this.waitingSince = this.clock.getAsLong();
                    this.asked.updateAndGet(count -> count == Long.MAX_VALUE ? count : count - 1);
                })
                .doOnRequest(count -> {
                    if (this.asked.get() == 0) {
                        this.waitingSince = this.clock.getAsLong();
                    }
                    this.asked.updateAndGet(before -> sum(before, count));
                });
    }

    private static long sum(long one, long other) {
        return one + other < 0 ? Long.MAX_VALUE : one + other;
    }

    /** Completes when nothing has come for too long. */
    private Mono<Void> stall() {
        return Mono.defer(() -> Mono.delay(left())).repeat(() -> !isStalled()).then();
    }

    private boolean isStalled() {
        return this.asked.get() > 0 && this.clock.getAsLong() - this.waitingSince >= this.limit.toNanos();
    }

    private Duration left() {
        long waited = this.asked.get() > 0 ? this.clock.getAsLong() - this.waitingSince : 0;
        return Duration.ofNanos(Math.max(this.limit.toNanos() - waited, 1_000_000));
    }
}
