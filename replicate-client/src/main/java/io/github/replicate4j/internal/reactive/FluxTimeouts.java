/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import io.github.replicate4j.error.ReplicateException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Terminates streams with an error, and cancels them. Reactor's {@code takeUntilOther} does not cancel a stream when the
 * other publisher fails.
 */
public final class FluxTimeouts {

    private FluxTimeouts() {}

    /** Terminate a call at its deadline, which its reactive context contains. */
    public static <T> Mono<T> within(Duration timeout, Mono<T> call, Supplier<? extends ReplicateException> failure) {
        return call.timeout(timeout, Mono.error(failure)).contextWrite(context -> Deadline.addTo(context, timeout));
    }

    /** Terminate a stream at its deadline, which its reactive context contains. */
    public static <T> Flux<T> within(Duration timeout, Flux<T> stream, Supplier<ReplicateException> failure) {
        return failOn(Mono.delay(timeout), stream, failure).contextWrite(context -> Deadline.addTo(context, timeout));
    }

    /** Terminate a stream on a signal. */
    public static <T> Flux<T> failOn(Mono<?> signal, Flux<T> stream, Supplier<ReplicateException> failure) {
        return Flux.defer(() -> {
            AtomicBoolean signaled = new AtomicBoolean();
            return stream.takeUntilOther(signal.doOnSuccess(value -> signaled.set(true)))
                    .concatWith(Mono.defer(() -> signaled.get() ? Mono.error(failure) : Mono.empty()));
        });
    }
}
