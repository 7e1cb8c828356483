/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Isolated("Changes the schedulers of Reactor")
class IdleTimeoutTests {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final DataBuffer ELEMENT =
            DefaultDataBufferFactory.sharedInstance.wrap("x".getBytes(StandardCharsets.UTF_8));

    private final Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();

    private StepVerifier.FirstStep<DataBuffer> reading(long requested) {
        return StepVerifier.withVirtualTime(
                () -> new IdleTimeout(
                                LIMIT,
                                new TimeoutScheduler(() -> Schedulers.parallel().now(TimeUnit.NANOSECONDS)))
                        .apply(this.body.asFlux()),
                requested);
    }

    private void emit() {
        this.body.tryEmitNext(ELEMENT).orThrow();
    }

    @Test
    void failsIfNothingArrives() {
        reading(1)
                .expectSubscription()
                .expectNoEvent(LIMIT.minusMillis(1))
                .thenAwait(Duration.ofMillis(2))
                .verifyError(TimeoutException.class);
    }

    @Test
    void limitsTheTotalOfAllWaits() {
        StepVerifier.withVirtualTime(
                        () -> new IdleTimeout(
                                        LIMIT,
                                        true,
                                        new TimeoutScheduler(
                                                () -> Schedulers.parallel().now(TimeUnit.NANOSECONDS)))
                                .apply(this.body.asFlux()),
                        1)
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(8))
                .then(this::emit)
                .expectNext(ELEMENT)
                // Nothing is requested, so no time counts.
                .expectNoEvent(Duration.ofMinutes(1))
                .thenRequest(1)
                .expectNoEvent(Duration.ofMillis(1_999))
                .thenAwait(Duration.ofMillis(2))
                .verifyError(TimeoutException.class);
    }

    @Test
    void failsIfDataStopsArriving() {
        reading(Long.MAX_VALUE)
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(8))
                .then(this::emit)
                .expectNext(ELEMENT)
                .expectNoEvent(LIMIT.minusMillis(1))
                .thenAwait(Duration.ofMillis(2))
                .verifyError(TimeoutException.class);
    }

    @Test
    void slowServerIsNotIdle() {
        StepVerifier.Step<DataBuffer> step = reading(Long.MAX_VALUE).expectSubscription();
        for (int i = 0; i < 20; i++) {
            step = step.expectNoEvent(Duration.ofSeconds(9)).then(this::emit).expectNext(ELEMENT);
        }
        step.then(this.body::tryEmitComplete).verifyComplete();
    }

    @Test
    void readerPauseDoesNotCount() {
        reading(1)
                .expectSubscription()
                .then(this::emit)
                .expectNext(ELEMENT)
                .expectNoEvent(Duration.ofHours(1))
                .then(this::emit)
                .thenRequest(1)
                .expectNext(ELEMENT)
                .expectNoEvent(Duration.ofHours(1))
                .then(this.body::tryEmitComplete)
                .verifyComplete();
    }

    @Test
    void timeBeforeFirstRequestDoesNotCount() {
        reading(0)
                .expectSubscription()
                .expectNoEvent(Duration.ofHours(1))
                .then(this::emit)
                .thenRequest(1)
                .expectNext(ELEMENT)
                .thenCancel()
                .verify();
    }

    @Test
    void idleTimeStartsWithRequest() {
        reading(1)
                .expectSubscription()
                .then(this::emit)
                .expectNext(ELEMENT)
                .expectNoEvent(Duration.ofSeconds(25))
                .thenRequest(1)
                .expectNoEvent(LIMIT.minusMillis(2))
                .thenAwait(Duration.ofMillis(4))
                .verifyError(TimeoutException.class);
    }

    @Test
    void propagatesFailure() {
        StepVerifier.create(new IdleTimeout(LIMIT).apply(Flux.error(new IllegalStateException("broken"))))
                .verifyErrorMessage("broken");
    }
}
