/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.internal.http.Exchange;
import io.github.replicate4j.testing.Stress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.util.context.Context;

class UncancellableExchangeTests {

    private static final Exchange RESPONSE = new Exchange(201, new HttpHeaders(), new byte[0]);

    private static RequestWriteState create() {
        return new RequestWriteState(ApiRequest.nonIdempotentPost("predictions.create", "/predictions"));
    }

    private static RequestWriteState written() {
        RequestWriteState writeState = create();
        writeState.onStart();
        writeState.onLastByte();
        return writeState;
    }

    @Test
    void responseIsDeliveredEitherToCallerOrToLateConsumer() throws Exception {
        for (int i = 0; i < Stress.times(200, 2000); i++) {
            Sinks.One<Exchange> response = Sinks.one();
            RequestWriteState writeState = written();
            Queue<Exchange> late = new ConcurrentLinkedQueue<>();
            AtomicInteger received = new AtomicInteger();
            Disposable call = Mono.from(new UncancellableExchange(
                            response.asMono(),
                            writeState,
                            late::add,
                            failure -> {},
                            OutcomeTracker.none(),
                            new InFlightTracker(),
                            Duration.ZERO))
                    .doOnNext(each -> received.incrementAndGet())
                    .subscribe();
            CountDownLatch go = new CountDownLatch(1);
            Thread cancelling = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException ex) {
                    Thread.currentThread().interrupt();
                }
                call.dispose();
            });
            cancelling.start();
            go.countDown();
            response.tryEmitValue(RESPONSE);
            cancelling.join();
            assertThat(received.get() + late.size()).isEqualTo(1);
        }
    }

    @Test
    void requestInFlightIsNotCancelled() {
        TestPublisher<Exchange> exchange = TestPublisher.create();
        RequestWriteState writeState = written();
        Queue<Exchange> late = new ConcurrentLinkedQueue<>();
        StepVerifier.create(new UncancellableExchange(
                        exchange.mono(),
                        writeState,
                        late::add,
                        failure -> {},
                        OutcomeTracker.none(),
                        new InFlightTracker(),
                        Duration.ZERO))
                .thenCancel()
                .verify();
        exchange.assertNotCancelled();
        exchange.emit(RESPONSE);
        assertThat(late).containsExactly(RESPONSE);
    }

    @Test
    void unsentRequestIsWithdrawn() {
        TestPublisher<Exchange> exchange = TestPublisher.create();
        RequestWriteState writeState = create();
        StepVerifier.create(new UncancellableExchange(
                        exchange.mono(),
                        writeState,
                        late -> {},
                        failure -> {},
                        OutcomeTracker.none(),
                        new InFlightTracker(),
                        Duration.ZERO))
                .thenCancel()
                .verify();
        exchange.assertCancelled();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(writeState::onStart);
    }

    @Test
    void sendsOnDemandOnly() {
        TestPublisher<Exchange> exchange = TestPublisher.create();
        StepVerifier.create(
                        new UncancellableExchange(
                                exchange.mono(),
                                create(),
                                late -> {},
                                failure -> {},
                                OutcomeTracker.none(),
                                new InFlightTracker(),
                                Duration.ZERO),
                        0)
                .then(exchange::assertWasNotSubscribed)
                .thenRequest(1)
                .then(exchange::assertWasSubscribed)
                .thenCancel()
                .verify();
    }

    @Test
    void propagatesContextOfCaller() {
        Mono<Exchange> exchange = Mono.deferContextual(context -> {
            assertThat(context.<String>get("trace")).isEqualTo("t-1");
            return Mono.just(RESPONSE);
        });
        StepVerifier.create(new UncancellableExchange(
                                exchange,
                                create(),
                                late -> {},
                                failure -> {},
                                OutcomeTracker.none(),
                                new InFlightTracker(),
                                Duration.ZERO)
                        .contextWrite(Context.of("trace", "t-1")))
                .expectNext(RESPONSE)
                .verifyComplete();
    }

    @Test
    void propagatesFailureToCaller() {
        StepVerifier.create(new UncancellableExchange(
                        Mono.error(new IllegalStateException("x")),
                        create(),
                        late -> {},
                        failure -> {},
                        OutcomeTracker.none(),
                        new InFlightTracker(),
                        Duration.ZERO))
                .verifyErrorMessage("x");
    }

    @Test
    void unsentRequestCannotBeSentLater() {
        RequestWriteState writeState = create();
        assertThat(writeState.isWrittenOrWithdraw()).isFalse();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(writeState::onStart);
        assertThat(writeState.isWrittenOrWithdraw()).isFalse();
    }

    @Test
    void sentRequestCannotBeSentAgain() {
        RequestWriteState writeState = written();
        assertThat(writeState.isWrittenOrWithdraw()).isTrue();
        assertThat(writeState.withdraw()).isFalse();
        assertThatIllegalStateException().isThrownBy(writeState::onStart).withMessageContaining("filter");
        RequestWriteState read = new RequestWriteState(ApiRequest.get("predictions.get", "/predictions"));
        List.of(1, 2, 3).forEach(each -> {
            read.onStart();
            read.onLastByte();
        });
        assertThat(read.isWrittenOrWithdraw()).isTrue();
    }

    @Test
    void incompleteRequestIsWithdrawn() {
        TestPublisher<Exchange> exchange = TestPublisher.create();
        RequestWriteState writeState = create();
        writeState.onStart();
        StepVerifier.create(new UncancellableExchange(
                        exchange.mono(),
                        writeState,
                        late -> {},
                        failure -> {},
                        OutcomeTracker.none(),
                        new InFlightTracker(),
                        Duration.ZERO))
                .thenCancel()
                .verify();
        exchange.assertCancelled();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(writeState::onLastByte);
    }

    @Test
    void lateFailureIsHandedOver() {
        TestPublisher<Exchange> exchange = TestPublisher.create();
        Queue<Throwable> late = new ConcurrentLinkedQueue<>();
        StepVerifier.create(new UncancellableExchange(
                        exchange.mono(),
                        written(),
                        response -> {},
                        late::add,
                        OutcomeTracker.none(),
                        new InFlightTracker(),
                        Duration.ZERO))
                .thenCancel()
                .verify();
        exchange.error(new IllegalStateException("x"));
        assertThat(late)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessage("x"));
    }

    /** Reactor throws a fatal error of a consumer instead of signalling it. */
    @Test
    void fatalErrorOfTheConsumerCompletesTheRequest() {
        InFlightTracker inFlight = new InFlightTracker();
        TestPublisher<Exchange> response = TestPublisher.create();
        TestPublisher<Exchange> failure = TestPublisher.create();
        for (TestPublisher<Exchange> exchange : List.of(response, failure)) {
            StepVerifier.create(new UncancellableExchange(
                            exchange.mono(),
                            written(),
                            late -> {
                                throw new NoClassDefFoundError("late response");
                            },
                            late -> {
                                throw new NoClassDefFoundError("late failure");
                            },
                            OutcomeTracker.none(),
                            inFlight,
                            Duration.ZERO))
                    .thenCancel()
                    .verify();
        }
        assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(() -> response.emit(RESPONSE));
        assertThatExceptionOfType(NoClassDefFoundError.class)
                .isThrownBy(() -> failure.error(new IllegalStateException("x")));
        StepVerifier.create(inFlight.awaitCompletion(Duration.ofMinutes(1)))
                .expectComplete()
                .verify(Duration.ofSeconds(30));
    }
}
