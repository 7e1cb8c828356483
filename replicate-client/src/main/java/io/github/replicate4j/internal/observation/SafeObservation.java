/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
 * A started observation that stops once. Exceptions of observation handlers are logged only: a prediction that was created
 * must not be lost because it could not be recorded.
 */
public final class SafeObservation {

    private static final Log logger = LogFactory.getLog(SafeObservation.class);

    private final Observation observation;

    /** {@code false} if the application disables observations of this name. */
    private final boolean active;

    private final @Nullable Observation parent;

    private final AtomicBoolean stopped = new AtomicBoolean();

    private SafeObservation(Observation observation, boolean active, @Nullable Observation parent) {
        this.observation = observation;
        this.active = active;
        this.parent = parent;
    }

    /** Start an observation with the current observation of the reactive context, or else of the thread, as its parent. */
    static SafeObservation start(
            Observation observation,
            Observation.Context observationContext,
            ContextView reactiveContext,
            ObservationRegistry registry) {
        return start(
                observation,
                observationContext,
                reactiveContext.getOrDefault(ObservationThreadLocalAccessor.KEY, registry.getCurrentObservation()));
    }

    /**
     * Start an observation.
     *
     * @param context the context it was created with; a disabled observation has another one
     * @param parent parent observation, or {@code null} for the current observation of the thread, if there is one
     */
    public static SafeObservation start(
            Observation observation, Observation.Context context, @Nullable Observation parent) {
        SafeObservation started = new SafeObservation(observation, observation.getContext() == context, parent);
        within(parent, () -> {
            runSafely(() -> {
                if (started.active && parent != null) {
                    observation.parentObservation(parent);
                }
                observation.start();
            });
            return null;
        });
        return started;
    }

    boolean isActive() {
        return this.active;
    }

    /** Make this observation, or its parent if it is disabled, the parent of observations in a reactive context. */
    Context addTo(Context reactiveContext) {
        return reactiveContext.putNonNull(
                ObservationThreadLocalAccessor.KEY, this.active ? this.observation : this.parent);
    }

    Observation observation() {
        return this.observation;
    }

    /** Run work on this thread within the scope of this observation. */
    public <T> T within(Supplier<T> work) {
        return within(this.active ? this.observation : null, work);
    }

    /**
     * Run work on this thread within the scope of an observation. The scope is needed because a tracer uses the span of the
     * thread as the parent, whatever parent observation is set.
     *
     * @param observation the observation, or {@code null} to leave the scope of the thread as it is
     */
    public static <T extends @Nullable Object> T within(@Nullable Observation observation, Supplier<T> work) {
        if (observation == null) {
            return work.get();
        }
        ObservationRegistry registry = observation.getObservationRegistry();
        Observation.Scope previous = registry.getCurrentObservationScope();
        // In a scope that is already open, the application may have opened a span of its own.
        if (previous != null && previous.getCurrentObservation() == observation) {
            return work.get();
        }
        AtomicReference<Observation.@Nullable Scope> scope = new AtomicReference<>();
        runSafely(() -> scope.set(observation.openScope()));
        try {
            return work.get();
        } finally {
            Observation.Scope opened = scope.get();
            if (opened != null) {
                runSafely(opened::close);
            }
            // A handler that fails leaves the scope open.
            registry.setCurrentObservationScope(previous);
        }
    }

    /** Subscribe to a call within the scope of the observation in its reactive context. */
    public static <T> Mono<T> subscribeWithin(Mono<T> call) {
        return new MonoOperator<T, T>(call) {

            @Override
            public void subscribe(CoreSubscriber<? super T> downstream) {
                Observation current =
                        downstream.currentContext().getOrDefault(ObservationThreadLocalAccessor.KEY, null);
                within(current, () -> {
                    this.source.subscribe(downstream);
                    return null;
                });
            }
        };
    }

    /** Stop this observation with an error, unless it has been stopped. */
    public void failed(Throwable failure) {
        if (this.stopped.compareAndSet(false, true)) {
            runSafely(() -> this.observation.error(failure));
            runSafely(this.observation::stop);
        }
    }

    /** Stop this observation, unless it has been stopped. */
    public void stop() {
        if (this.stopped.compareAndSet(false, true)) {
            runSafely(this.observation::stop);
        }
    }

    private static void runSafely(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error ex) {
            logger.warn("An observation handler failed", ex);
        }
    }
}
