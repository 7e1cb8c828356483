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

package io.github.replicate4j.waiting;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.transport.Transport;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks again and again: first soon, then ever less often, and soon again when the status changes.
 *
 * @param <T> what is waited for
 */
final class PollingWatch<T extends Watched> implements Watch<T> {

    private static final Log logger = LogFactory.getLog(PollingWatch.class);

    private static final double WIDENING = 1.5;

    private static final int WIDEST = 10;

    /**
     * What was just created may not be known everywhere at Replicate yet, and something in between may answer
     * with a page of its own: neither is believed before it is said three times.
     */
    private static final int DOUBTS = 2;

    private final String noun;

    private final Function<String, Mono<T>> get;

    private final Duration pollInterval;

    PollingWatch(String noun, Function<String, Mono<T>> get, Duration pollInterval) {
        this.noun = noun;
        this.get = get;
        this.pollInterval = pollInterval;
    }

    @Override
    public Flux<T> watch(String id, @Nullable T latest) {
        return watch(id, latest, () -> this.pollInterval);
    }

    /**
     * Watches as often as seems right at each time.
     *
     * @param pollInterval how long after an answer is asked again, for as long as the answers are new
     */
    Flux<T> watch(String id, @Nullable T latest, Supplier<Duration> pollInterval) {
        if (latest != null && latest.isTerminal()) {
            return Flux.just(latest);
        }
        return Flux.defer(() -> {
            Polls polls = new Polls(id, latest, pollInterval);
            Flux<T> answers = Mono.defer(polls::next).repeat().takeUntil(Watched::isTerminal);
            return latest == null ? answers : answers.startWith(latest);
        });
    }

    private final class Polls {

        private final String id;

        private @Nullable T latest;

        private final Supplier<Duration> pollInterval;

        /** How many times the interval is waited for. */
        private double widening = 1;

        private Duration delay;

        private int doubts;

        Polls(String id, @Nullable T latest, Supplier<Duration> pollInterval) {
            this.id = id;
            this.latest = latest;
            this.pollInterval = pollInterval;
            this.delay = latest == null ? Duration.ZERO : jittered();
        }

        /** One answer, or none when asking failed for now. */
        Mono<T> next() {
            return Mono.delay(this.delay)
                    .then(Mono.defer(() -> PollingWatch.this.get.apply(this.id)))
                    .doOnNext(this::answered)
                    .onErrorResume(this::failed);
        }

        private void answered(T watched) {
            boolean changed = this.latest == null || !Objects.equals(this.latest.statusText(), watched.statusText());
            this.latest = watched;
            this.doubts = 0;
            this.widening = changed ? 1 : widened();
            this.delay = jittered();
            if (logger.isDebugEnabled()) {
                logger.debug(PollingWatch.this.noun + " " + this.id + " is " + watched.statusText()
                        + ", asked again in " + this.delay.toMillis() + " ms unless that is the end");
            }
        }

        private Mono<T> failed(Throwable failure) {
            boolean doubtful = failure instanceof ApiResponseValidationException
                    || failure instanceof NotFoundException && this.latest != null;
            if (doubtful ? ++this.doubts > DOUBTS : !Transport.mayPass(failure)) {
                return Mono.error(failure);
            }
            this.widening = widened();
            this.delay = jittered();
            if (failure instanceof RateLimitException limited && limited.retryAfter() != null) {
                this.delay = longer(this.delay, limited.retryAfter());
            }
            logger.debug(
                    PollingWatch.this.noun + " " + this.id + " could not be asked for now: " + failure.getMessage());
            return Mono.empty();
        }

        private double widened() {
            return Math.min(this.widening * WIDENING, WIDEST);
        }

        /** Never sooner than promised, and up to a fifth later, so that many waits do not ask at the same instant. */
        private Duration jittered() {
            double jitter = ThreadLocalRandom.current().nextDouble(1, 1.2);
            return Duration.ofMillis(Math.round(this.pollInterval.get().toMillis() * this.widening * jitter));
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? other : one;
        }
    }
}
