/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.internal;

import io.github.replicate4j.internal.observation.SafeObservation;
import io.github.replicate4j.internal.reactive.Blocking;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** Makes calls within observations of Spring AI, which become the parents of the observations of their predictions. */
public final class ObservedCalls {

    private ObservedCalls() {}

    /**
     * Wait for a call. The observation must not have been started.
     *
     * @param alternative what to use on a thread that must not block, for the message of the exception
     * @throws IllegalStateException if this thread must not block
     */
    public static <T> T call(Observation observation, String alternative, Mono<T> call) {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("A blocking call was made on the reactor thread "
                    + Thread.currentThread().getName() + ": " + alternative + ", or move the call to"
                    + " Schedulers.boundedElastic().");
        }
        return observation.observe(
                (Supplier<T>) () -> Blocking.value(call.contextWrite(context -> addTo(context, observation))));
    }

    /** Observe a stream. The observation must not have been started; it has stopped when the stream ends. */
    public static <T> Flux<T> stream(Supplier<Observation> observation, Flux<T> stream) {
        return Flux.deferContextual(view -> {
            Observation created = observation.get();
            SafeObservation started = SafeObservation.start(
                    created, created.getContext(), view.getOrDefault(ObservationThreadLocalAccessor.KEY, null));
            return stream.doOnError(started::failed)
                    .doOnComplete(started::stop)
                    .doOnCancel(started::stop)
                    .contextWrite(context -> addTo(context, created));
        });
    }

    private static Context addTo(Context context, Observation observation) {
        return observation.isNoop() ? context : context.put(ObservationThreadLocalAccessor.KEY, observation);
    }
}
