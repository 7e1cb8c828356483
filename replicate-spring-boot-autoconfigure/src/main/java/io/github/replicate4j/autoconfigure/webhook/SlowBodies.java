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

package io.github.replicate4j.autoconfigure.webhook;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Refuses bodies that take too long to come. One timer looks after all of them, as long as any is read: one for each would
 * wake a thread for every webhook, which takes longer than it takes to read one.
 */
final class SlowBodies {

    /** How often is looked while a body may take to come: it is given this part of that time longer at most. */
    private static final int LOOKS = 10;

    private final Set<Reading> readings = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean watched = new AtomicBoolean();

    /**
     * Reads a body.
     *
     * @param body takes the bytes
     * @param pieces hands them over
     * @return completes when all have come, or fails with a {@link WebhookRefusedException}
     */
    Mono<Void> read(WebhookBody body, Flux<DataBuffer> pieces) {
        return Mono.create(sink -> {
            Reading reading = new Reading(body, sink);
            this.readings.add(reading);
            watch(body.patience());
            Disposable read = pieces.contextWrite(sink.contextView()).subscribe(null, sink::error, sink::success);
            sink.onDispose(() -> {
                this.readings.remove(reading);
                read.dispose();
            });
        });
    }

    private void watch(Duration patience) {
        if (this.watched.compareAndSet(false, true)) {
            Schedulers.parallel().schedule(() -> look(patience), patience.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(Duration patience) {
        this.readings.forEach(Reading::refuseIfLate);
        this.watched.set(false);
        if (!this.readings.isEmpty()) {
            watch(patience);
        }
    }

    private record Reading(WebhookBody body, MonoSink<Void> sink) {

        void refuseIfLate() {
            if (this.body.isLate()) {
                this.sink.error(new WebhookRefusedException(WebhookAnswer.TOO_SLOW));
            }
        }
    }
}
