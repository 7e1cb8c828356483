/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.internal.http.Exchange;
import io.github.replicate4j.internal.reactive.DroppedErrors;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Lets a request in flight complete when its caller cancels. Closing the connection would not undo the request, and the id
 * of the created resource would be lost. Each response and each failure is passed either to the caller or to the consumer of
 * late ones.
 */
final class UncancellableExchange extends Mono<Exchange> {

    private final Mono<Exchange> exchange;

    private final RequestWriteState writeState;

    private final Consumer<Exchange> lateResponse;

    private final Consumer<Throwable> lateFailure;

    private final OutcomeTracker<?> outcome;

    private final InFlightTracker inFlight;

    private final Duration serverHold;

    UncancellableExchange(
            Mono<Exchange> exchange,
            RequestWriteState writeState,
            Consumer<Exchange> lateResponse,
            Consumer<Throwable> lateFailure,
            OutcomeTracker<?> outcome,
            InFlightTracker inFlight,
            Duration serverHold) {
        this.exchange = exchange;
        this.writeState = writeState;
        this.lateResponse = lateResponse;
        this.lateFailure = lateFailure;
        this.outcome = outcome;
        this.inFlight = inFlight;
        this.serverHold = serverHold;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Exchange> caller) {
        caller.onSubscribe(new ExchangeSubscription(caller));
    }

    private enum State {
        PENDING,
        DELIVERED,
        ABANDONED
    }

    private final class ExchangeSubscription implements Subscription {

        private final CoreSubscriber<? super Exchange> caller;

        private final AtomicReference<State> state = new AtomicReference<>(State.PENDING);

        private final AtomicBoolean started = new AtomicBoolean();

        private final Disposable.Swap running = Disposables.swap();

        ExchangeSubscription(CoreSubscriber<? super Exchange> caller) {
            this.caller = caller;
        }

        /** Sends the request only on demand, so that the response can always be delivered. */
        @Override
        public void request(long n) {
            if (this.started.compareAndSet(false, true) && UncancellableExchange.this.outcome.attemptStarted()) {
                Runnable completed = UncancellableExchange.this.inFlight.start(UncancellableExchange.this.serverHold);
                this.running.update(UncancellableExchange.this
                        .exchange
                        .doOnCancel(completed)
                        .subscribe(
                                exchange -> complete(() -> onResponse(exchange), completed),
                                failure -> complete(() -> onFailure(failure), completed),
                                () -> {},
                                DroppedErrors.quiet(this.caller.currentContext())));
            }
        }

        @Override
        public void cancel() {
            boolean abandoned = this.state.compareAndSet(State.PENDING, State.ABANDONED);
            if (abandoned && UncancellableExchange.this.writeState.withdraw()) {
                this.running.dispose();
                UncancellableExchange.this.outcome.attemptWithdrawn();
            }
        }

        /** Reactor throws fatal errors of a consumer without any further signal, and the client must not wait in vain. */
        private static void complete(Runnable consumer, Runnable completed) {
            try {
                consumer.run();
            } finally {
                completed.run();
            }
        }

        private void onResponse(Exchange exchange) {
            if (this.state.compareAndSet(State.PENDING, State.DELIVERED)) {
                this.caller.onNext(exchange);
                this.caller.onComplete();
                return;
            }
            UncancellableExchange.this.lateResponse.accept(exchange);
        }

        private void onFailure(Throwable failure) {
            RequestWriteState writeState = UncancellableExchange.this.writeState;
            if (this.state.compareAndSet(State.PENDING, State.DELIVERED)) {
                UncancellableExchange.this.outcome.attemptFailed(failure, writeState::isWrittenOrWithdraw);
                this.caller.onError(failure);
            } else if (writeState.isWrittenOrWithdraw()) {
                UncancellableExchange.this.outcome.attemptFailed(failure, () -> true);
                UncancellableExchange.this.lateFailure.accept(failure);
            } else {
                UncancellableExchange.this.outcome.attemptWithdrawn();
            }
        }
    }
}
