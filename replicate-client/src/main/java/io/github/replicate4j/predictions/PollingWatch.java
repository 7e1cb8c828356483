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

package io.github.replicate4j.predictions;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.transport.Transport;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks again and again: first soon, then ever less often, and soon again when the status changes.
 */
final class PollingWatch implements PredictionWatch {

    private static final Log logger = LogFactory.getLog(PollingWatch.class);

    private static final double WIDENING = 1.5;

    private static final int WIDEST = 10;

    /**
     * A prediction that was just created may not be known everywhere at Replicate yet, and something in between may answer
     * with a page of its own: neither is believed before it is said three times.
     */
    private static final int DOUBTS = 2;

    private final Function<String, Mono<Prediction>> get;

    private final Duration pollInterval;

    PollingWatch(Function<String, Mono<Prediction>> get, Duration pollInterval) {
        this.get = get;
        this.pollInterval = pollInterval;
    }

    @Override
    public Flux<Prediction> watch(String id, @Nullable Prediction latest) {
        if (latest != null && latest.isTerminal()) {
            return Flux.just(latest);
        }
        return Flux.defer(() -> {
            Polls polls = new Polls(id, latest);
            Flux<Prediction> answers = Mono.defer(polls::next).repeat().takeUntil(Prediction::isTerminal);
            return latest == null ? answers : answers.startWith(latest);
        });
    }

    private final class Polls {

        private final String id;

        private @Nullable Prediction latest;

        private double interval;

        private Duration delay;

        private int doubts;

        Polls(String id, @Nullable Prediction latest) {
            this.id = id;
            this.latest = latest;
            this.interval = PollingWatch.this.pollInterval.toMillis();
            this.delay = latest == null ? Duration.ZERO : jittered();
        }

        /** One answer, or none when asking failed for now. */
        Mono<Prediction> next() {
            return Mono.delay(this.delay)
                    .then(Mono.defer(() -> PollingWatch.this.get.apply(this.id)))
                    .doOnNext(this::answered)
                    .onErrorResume(this::failed);
        }

        private void answered(Prediction prediction) {
            boolean changed = this.latest == null || this.latest.status() != prediction.status();
            this.latest = prediction;
            this.doubts = 0;
            this.interval = changed ? PollingWatch.this.pollInterval.toMillis() : widened();
            this.delay = jittered();
            if (logger.isDebugEnabled()) {
                logger.debug("Prediction " + this.id + " is " + prediction.statusText() + ", asked again in "
                        + this.delay.toMillis() + " ms unless that is the end");
            }
        }

        private Mono<Prediction> failed(Throwable failure) {
            boolean doubtful = failure instanceof ApiResponseValidationException
                    || failure instanceof NotFoundException && this.latest != null;
            if (doubtful ? ++this.doubts > DOUBTS : !Transport.mayPass(failure)) {
                return Mono.error(failure);
            }
            this.interval = widened();
            this.delay = jittered();
            if (failure instanceof RateLimitException limited && limited.retryAfter() != null) {
                this.delay = longer(this.delay, limited.retryAfter());
            }
            logger.debug("Prediction " + this.id + " could not be asked for now: " + failure.getMessage());
            return Mono.empty();
        }

        private double widened() {
            return Math.min(this.interval * WIDENING, PollingWatch.this.pollInterval.toMillis() * (double) WIDEST);
        }

        /** Up to a fifth more or less, so that many waits do not ask at the same instant. */
        private Duration jittered() {
            return Duration.ofMillis(
                    Math.round(this.interval * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? other : one;
        }
    }
}
