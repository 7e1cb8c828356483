/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.observation;

import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.observation.DefaultPredictionObservationConvention;
import io.github.replicate4j.observation.PredictionObservationContext;
import io.github.replicate4j.observation.PredictionObservationConvention;
import io.github.replicate4j.observation.PredictionObserver;
import io.github.replicate4j.observation.ReplicateObservationDocumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Observes predictions from their create to their completion, however the client learns of the completion. Several clients
 * and a webhook endpoint can share one instance.
 *
 * <p>If the client does not learn of the completion, the observation stops with the status {@value #UNKNOWN_STATUS}. Each
 * create stops observations that are older than an hour, and the oldest ones if more than 10,000 are open. {@link #close()}
 * stops all of them.
 */
public final class PredictionObservations implements PredictionObserver, AutoCloseable {

    /** Status of a prediction if the client did not learn of its completion. */
    public static final String UNKNOWN_STATUS = "unknown";

    /** Records nothing. */
    public static final PredictionObservations NONE = new PredictionObservations(ObservationRegistry.NOOP, null);

    private static final PredictionObservationConvention DEFAULT = new DefaultPredictionObservationConvention();

    private final ObservationRegistry registry;

    private final @Nullable PredictionObservationConvention convention;

    private final OpenPredictions open = new OpenPredictions();

    /**
     * Create the observations.
     *
     * @param convention names and key values, or {@code null} for the default
     */
    public PredictionObservations(ObservationRegistry registry, @Nullable PredictionObservationConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    /**
     * Observe a call that creates a prediction, including its further requests for the prediction. A nested call is part
     * of the same observation.
     *
     * @param model {@code owner/name}, or {@code null} if it is not known yet
     */
    public <T> Mono<T> observe(@Nullable String model, Supplier<Mono<T>> call) {
        return Mono.deferContextual(view -> {
            PredictionObservation observation = start(model, view);
            return observation == null
                    ? call.get()
                    : call.get()
                            .doOnError(observation::callFailed)
                            .doOnCancel(observation::callCancelled)
                            .contextWrite(observation::addTo);
        });
    }

    /**
     * Observe a call that creates a prediction and streams its output.
     *
     * @param model {@code owner/name}, or {@code null} if it is not known yet
     */
    public <T> Flux<T> observeStream(@Nullable String model, Supplier<Flux<T>> call) {
        return Flux.deferContextual(view -> {
            PredictionObservation observation = start(model, view);
            return observation == null
                    ? call.get()
                    : call.get()
                            .doOnError(observation::callFailed)
                            .doOnCancel(observation::callCancelled)
                            .contextWrite(observation::addTo);
        });
    }

    /** Start an observation, unless the call is part of another one or observations are disabled. */
    private @Nullable PredictionObservation start(@Nullable String model, ContextView view) {
        if (view.hasKey(PredictionObservation.class) || this.registry.isNoop()) {
            return null;
        }
        PredictionObservationContext context = new PredictionObservationContext();
        context.setModel(model);
        Observation observation = ApplicationErrors.call(() -> ReplicateObservationDocumentation.PREDICTION.observation(
                this.convention, DEFAULT, () -> context, this.registry));
        SafeObservation started = SafeObservation.start(observation, context, view, this.registry);
        return started.isActive() ? new PredictionObservation(context, started) : null;
    }

    /**
     * Record that a prediction has been created.
     *
     * @param model {@code owner/name}, or {@code null} if the response does not contain it
     * @param version id of the version, or {@code null} if the response does not contain it
     */
    public void created(ContextView view, String id, @Nullable String model, @Nullable String version) {
        PredictionObservation observation = view.getOrDefault(PredictionObservation.class, null);
        if (observation == null) {
            return;
        }
        observation.created(id, model, version);
        this.open.add(id, observation).forEach(PredictionObservation::stopWithUnknownStatus);
        PredictionObservationContext result = this.open.takeCompletedEarly(id);
        if (result != null) {
            observation.completed(context -> copyResult(result, context), null);
        }
    }

    private static void copyResult(PredictionObservationContext source, PredictionObservationContext target) {
        target.setStatus(source.getStatus());
        target.setQueueTime(source.getQueueTime());
        target.setRunTime(source.getRunTime());
        target.setInputTokens(source.getInputTokens());
        target.setOutputTokens(source.getOutputTokens());
        target.setCost(source.getCost(), source.getCurrency());
    }

    /** Record that output of a prediction has been received. */
    public void outputReceived(String id) {
        PredictionObservation observation = this.open.get(id);
        if (observation != null) {
            observation.outputReceived();
        }
    }

    /** Return whether a prediction is observed here, and its completion is not known yet. */
    public boolean isOpen(String id) {
        return this.open.get(id) != null;
    }

    /**
     * Record that a prediction has completed.
     *
     * @param result copies the result into the context of the observation
     * @param failure creates the error of a prediction that did not succeed, or {@code null} if it succeeded
     */
    public void completed(
            String id, Consumer<PredictionObservationContext> result, @Nullable Supplier<? extends Throwable> failure) {
        if (this.registry.isNoop()) {
            return;
        }
        PredictionObservation observation = this.open.complete(id, result);
        if (observation != null) {
            observation.completed(result, failure == null ? null : failure.get());
        }
    }

    /**
     * Return the open observation of a prediction.
     *
     * @return its observation, or {@code null} if it is not observed here or has completed
     */
    public @Nullable Observation current(String id) {
        PredictionObservation observation = this.open.get(id);
        return observation == null ? null : observation.observation().observation();
    }

    /**
     * Make the observation of a prediction the parent of observations in a reactive context.
     *
     * @return the context with the observation, or the same context if there is none
     */
    public Context addTo(String id, Context context) {
        PredictionObservation observation = this.open.get(id);
        return observation == null ? context : observation.addTo(context);
    }

    /** Stop all open observations. */
    @Override
    public void close() {
        this.open.clear().forEach(PredictionObservation::stopWithUnknownStatus);
    }
}
