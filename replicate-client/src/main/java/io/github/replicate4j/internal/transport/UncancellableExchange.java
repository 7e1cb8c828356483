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

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.internal.reactive.DroppedErrors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Lets a request that is on its way come to its end even when the caller cancels: breaking it off would not undo it, and
 * would lose the id of what it made. Each answer goes either to the caller or to {@code late}, never to neither.
 */
final class UncancellableExchange extends Mono<Exchange> {

    private static final Log logger = LogFactory.getLog(UncancellableExchange.class);

    private final Mono<Exchange> exchange;

    private final RequestWriteState sending;

    private final Consumer<Exchange> late;

    private final InFlightTracker unfinished;

    UncancellableExchange(
            Mono<Exchange> exchange, RequestWriteState sending, Consumer<Exchange> late, InFlightTracker unfinished) {
        this.exchange = exchange;
        this.sending = sending;
        this.late = late;
        this.unfinished = unfinished;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Exchange> caller) {
        caller.onSubscribe(new Delivery(caller));
    }

    private enum Answer {
        AWAITED,
        DELIVERED,
        ABANDONED
    }

    private final class Delivery implements Subscription {

        private final CoreSubscriber<? super Exchange> caller;

        private final AtomicReference<Answer> answer = new AtomicReference<>(Answer.AWAITED);

        private final AtomicBoolean started = new AtomicBoolean();

        private final Disposable.Swap running = Disposables.swap();

        Delivery(CoreSubscriber<? super Exchange> caller) {
            this.caller = caller;
        }

        /** Sends only now, so that whatever arrives has been asked for. */
        @Override
        public void request(long n) {
            if (this.started.compareAndSet(false, true)) {
                Runnable ended = UncancellableExchange.this.unfinished.begin();
                this.running.update(UncancellableExchange.this
                        .exchange
                        .doOnCancel(ended)
                        .subscribe(
                                exchange -> {
                                    arrived(exchange);
                                    ended.run();
                                },
                                failure -> {
                                    failed(failure);
                                    ended.run();
                                },
                                () -> {},
                                DroppedErrors.quiet(this.caller.currentContext())));
            }
        }

        @Override
        public void cancel() {
            boolean abandoned = this.answer.compareAndSet(Answer.AWAITED, Answer.ABANDONED);
            if (abandoned && UncancellableExchange.this.sending.withdraw()) {
                this.running.dispose();
            }
        }

        private void arrived(Exchange exchange) {
            if (this.answer.compareAndSet(Answer.AWAITED, Answer.DELIVERED)) {
                this.caller.onNext(exchange);
                this.caller.onComplete();
                return;
            }
            UncancellableExchange.this.late.accept(exchange);
        }

        private void failed(Throwable failure) {
            if (this.answer.compareAndSet(Answer.AWAITED, Answer.DELIVERED)) {
                this.caller.onError(failure);
            } else if (UncancellableExchange.this.sending.mayHaveLeft()) {
                logger.warn("A request whose caller had gone failed: " + failure.getMessage());
            }
        }
    }
}
