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

package io.github.replicate4j.internal.waiting;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.FluxTimeouts;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.transport.Transport;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits for an end, but not for ever.
 *
 * @param <T> what is waited for
 */
public final class CompletionAwaiter<T extends LongRunningTask> {

    private final Transport transport;

    private final String noun;

    private final CompletionSource<T> watch;

    /**
     * Creates the wait.
     *
     * @param transport tells when the client is closed
     * @param noun what is waited for, for messages
     * @param watch tells what becomes of it
     */
    public CompletionAwaiter(Transport transport, String noun, CompletionSource<T> watch) {
        this.transport = transport;
        this.noun = noun;
        this.watch = watch;
    }

    /**
     * Waits. To stop waiting stops nothing else.
     *
     * @param id what to wait for
     * @param timeout how long
     * @return how it ended, well or not; {@link DeadlineExceededException} if it did not in time
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     */
    public Mono<T> await(String id, Duration timeout) {
        Arguments.segment("id", id);
        Arguments.positive("timeout", timeout);
        return Mono.defer(() -> {
            AtomicReference<String> status = new AtomicReference<>("not known");
            Mono<T> ended = this.watch
                    .watchForEnd(id, null)
                    .doOnNext(latest -> status.set(String.valueOf(latest.statusText())))
                    .last()
                    .timeout(timeout, Mono.error(() -> deadlineExceeded(id, timeout, String.valueOf(status.get()))));
            return this.transport.inFlight().failOnClose(ended, () -> closed(id));
        });
    }

    /**
     * Tells what changes while it is waited for. To stop listening stops nothing else.
     *
     * @param id what to wait for
     * @param timeout how long
     * @return what it looks like at first, each time it has changed, and at last as it ended;
     *     {@link DeadlineExceededException} if it did not in time
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     */
    public Flux<T> updates(String id, Duration timeout) {
        Arguments.segment("id", id);
        Arguments.positive("timeout", timeout);
        return Flux.defer(() -> {
            AtomicReference<String> status = new AtomicReference<>("not known");
            Flux<T> updates = this.watch
                    .watch(id, null)
                    .doOnNext(latest -> status.set(String.valueOf(latest.statusText())))
                    .distinctUntilChanged();
            return this.transport
                    .inFlight()
                    .failOnClose(
                            FluxTimeouts.within(
                                    timeout,
                                    updates,
                                    () -> deadlineExceeded(id, timeout, String.valueOf(status.get()))),
                            () -> closed(id));
        });
    }

    private DeadlineExceededException deadlineExceeded(String id, Duration timeout, String status) {
        return new DeadlineExceededException(
                this.noun + " " + id + " did not end within " + timeout.toMillis() + " ms; its last status is " + status
                        + ". It was not cancelled: await it again, or cancel it.",
                id,
                timeout);
    }

    private ReplicateException closed(String id) {
        return new ReplicateException(
                "The client was closed while it waited for " + this.noun.toLowerCase(Locale.ROOT) + " " + id
                        + ". That was not cancelled.",
                null);
    }
}
