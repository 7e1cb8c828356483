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

package io.github.replicate4j.internal.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * An observation that goes on, and stops once. Whatever those who are told of it throw is logged and goes no further: what
 * was created must not be lost because it could not be counted.
 *
 * <p>Not meant for applications: it is public only because several packages need it.
 */
public final class SafeObservation {

    private static final Log logger = LogFactory.getLog(SafeObservation.class);

    private final Observation observation;

    /** Applications can switch observations off by their names. */
    private final boolean active;

    private final @Nullable Observation parent;

    private final AtomicBoolean stopped = new AtomicBoolean();

    private SafeObservation(Observation observation, boolean active, @Nullable Observation parent) {
        this.observation = observation;
        this.active = active;
        this.parent = parent;
    }

    /** Starts it below what goes on already: in the reactive context, or else on this thread. */
    static SafeObservation start(
            Observation observation, Observation.Context own, ContextView context, ObservationRegistry registry) {
        return start(
                observation,
                own,
                context.getOrDefault(ObservationThreadLocalAccessor.KEY, registry.getCurrentObservation()));
    }

    /**
     * Starts an observation.
     *
     * @param observation what is begun
     * @param own its context, which it does not have if it is switched off
     * @param parent what it is part of, or {@code null} for what goes on on this thread, if anything does
     * @return the observation
     */
    public static SafeObservation start(
            Observation observation, Observation.Context own, @Nullable Observation parent) {
        SafeObservation observed = new SafeObservation(observation, observation.getContext() == own, parent);
        within(parent, () -> {
            guarded(() -> {
                if (observed.active && parent != null) {
                    observation.parentObservation(parent);
                }
                observation.start();
            });
            return null;
        });
        return observed;
    }

    boolean isActive() {
        return this.active;
    }

    /** Lets what is done next be seen below it, or below what it would have been below, were it not switched off. */
    Context in(Context context) {
        return context.putNonNull(ObservationThreadLocalAccessor.KEY, this.active ? this.observation : this.parent);
    }

    Observation observation() {
        return this.observation;
    }

    /**
     * Does something that is part of it, on this thread.
     *
     * @param work what to do
     * @param <T> what that gives
     * @return what it gives
     */
    public <T> T within(Supplier<T> work) {
        return within(this.active ? this.observation : null, work);
    }

    /**
     * Does something that is part of an observation, on this thread. What is started then is seen below it: a tracer goes by
     * the span of the thread, whatever parent it is told.
     *
     * @param observation what it is part of, or {@code null} for what goes on on this thread, if anything does
     * @param work what to do
     * @param <T> what that gives
     * @return what it gives
     */
    public static <T extends @Nullable Object> T within(@Nullable Observation observation, Supplier<T> work) {
        if (observation == null) {
            return work.get();
        }
        ObservationRegistry registry = observation.getObservationRegistry();
        Observation.Scope before = registry.getCurrentObservationScope();
        // Where it is current already, the application may have opened a span of its own in it.
        if (before != null && before.getCurrentObservation() == observation) {
            return work.get();
        }
        AtomicReference<Observation.@Nullable Scope> scope = new AtomicReference<>();
        guarded(() -> scope.set(observation.openScope()));
        try {
            return work.get();
        } finally {
            Observation.Scope opened = scope.get();
            if (opened != null) {
                guarded(opened::close);
            }
            // Whoever fails to be told of a scope leaves it open.
            registry.setCurrentObservationScope(before);
        }
    }

    /**
     * Begins a call within the observation of its reactive context.
     *
     * @param call starts an observation of its own
     * @param <T> what it gives
     * @return the call
     */
    public static <T> Mono<T> begunWithin(Mono<T> call) {
        return new MonoOperator<T, T>(call) {

            @Override
            public void subscribe(CoreSubscriber<? super T> caller) {
                Observation around = caller.currentContext().getOrDefault(ObservationThreadLocalAccessor.KEY, null);
                within(around, () -> {
                    this.source.subscribe(caller);
                    return null;
                });
            }
        };
    }

    /**
     * Stops it with a failure, unless it has been stopped.
     *
     * @param failure why it failed
     */
    public void failed(Throwable failure) {
        if (this.stopped.compareAndSet(false, true)) {
            guarded(() -> this.observation.error(failure));
            guarded(this.observation::stop);
        }
    }

    /** Stops it, unless it has been stopped. */
    public void stop() {
        if (this.stopped.compareAndSet(false, true)) {
            guarded(this.observation::stop);
        }
    }

    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException ex) {
            logger.warn("An observation could not be told of", ex);
        }
    }
}
