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

package io.github.replicate4j.internal.reactive;

import io.github.replicate4j.error.ReplicateException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends streams that would go on. Reactor's own way to do so with an error leaves the stream running.
 */
public final class FluxTimeouts {

    private FluxTimeouts() {}

    /**
     * Ends a stream at a deadline.
     *
     * @param timeout how long it may take in all
     * @param stream the stream
     * @param exceeded what it fails with then
     * @param <T> what it gives
     * @return the stream, or its end
     */
    public static <T> Flux<T> within(Duration timeout, Flux<T> stream, Supplier<ReplicateException> exceeded) {
        return when(Mono.delay(timeout), stream, exceeded);
    }

    public static <T> Flux<T> when(Mono<?> signal, Flux<T> stream, Supplier<ReplicateException> failure) {
        return Flux.defer(() -> {
            AtomicBoolean ended = new AtomicBoolean();
            return stream.takeUntilOther(signal.doOnSuccess(given -> ended.set(true)))
                    .concatWith(Mono.defer(() -> ended.get() ? Mono.error(failure) : Mono.empty()));
        });
    }
}
