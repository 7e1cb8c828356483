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
 * Observes predictions from their create to their end, by whatever way that becomes known. Clients that share one learn of
 * ends from each other.
 *
 * <p>Of what nobody asks about any more the end is never known: such observations stop with the status
 * {@value #FORGOTTEN} when there is a create after an hour, when there are more than 10,000 of them, and when this is closed.
 */
public final class PredictionObservations implements PredictionObserver, AutoCloseable {

    /** Status of predictions of which no end came to be known. */
    public static final String FORGOTTEN = "unknown";

    /** Nobody is told of anything. */
    public static final PredictionObservations NONE = new PredictionObservations(ObservationRegistry.NOOP, null);

    private static final PredictionObservationConvention DEFAULT = new DefaultPredictionObservationConvention();

    private final ObservationRegistry registry;

    private final @Nullable PredictionObservationConvention convention;

    private final OpenPredictions open = new OpenPredictions();

    /**
     * Creates the observations.
     *
     * @param registry who is told
     * @param convention names them, or {@code null} for the default
     */
    public PredictionObservations(ObservationRegistry registry, @Nullable PredictionObservationConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    /**
     * Observes what creates a prediction, and what is done about it. A create inside of it is part of it. Not meant for
     * applications.
     *
     * @param model {@code owner/name}, or {@code null} if it is not known yet
     * @param call creates it
     * @param <T> what that gives
     * @return the call
     */
    public <T> Mono<T> observe(@Nullable String model, Supplier<Mono<T>> call) {
        return Mono.deferContextual(view -> {
            PredictionObservation lifetime = begin(model, view);
            return lifetime == null
                    ? call.get()
                    : call.get()
                            .doOnError(lifetime::failed)
                            .doOnCancel(lifetime::leftAlone)
                            .contextWrite(lifetime::in);
        });
    }

    /**
     * Observes what creates a prediction, and what it puts out. Not meant for applications.
     *
     * @param model {@code owner/name}, or {@code null} if it is not known yet
     * @param call creates it
     * @param <T> what that gives
     * @return the call
     */
    public <T> Flux<T> observeStream(@Nullable String model, Supplier<Flux<T>> call) {
        return Flux.deferContextual(view -> {
            PredictionObservation lifetime = begin(model, view);
            return lifetime == null
                    ? call.get()
                    : call.get()
                            .doOnError(lifetime::failed)
                            .doOnCancel(lifetime::leftAlone)
                            .contextWrite(lifetime::in);
        });
    }

    /** Begins one, unless it is part of another, or nobody is told. */
    private @Nullable PredictionObservation begin(@Nullable String model, ContextView view) {
        if (view.hasKey(PredictionObservation.class) || this.registry.isNoop()) {
            return null;
        }
        PredictionObservationContext context = new PredictionObservationContext();
        context.setModel(model);
        Observation observation = ReplicateObservationDocumentation.PREDICTION.observation(
                this.convention, DEFAULT, () -> context, this.registry);
        SafeObservation observed = SafeObservation.start(observation, context, view, this.registry);
        return observed.isActive() ? new PredictionObservation(context, observed) : null;
    }

    /**
     * Notes that a prediction has been created. Not meant for applications.
     *
     * @param view has its observation
     * @param id its id
     * @param model {@code owner/name}, or {@code null} if the API does not say
     * @param version id of the version, or {@code null} if the API does not say
     */
    public void created(ContextView view, String id, @Nullable String model, @Nullable String version) {
        PredictionObservation lifetime = view.getOrDefault(PredictionObservation.class, null);
        if (lifetime == null) {
            return;
        }
        lifetime.created(id, model, version);
        this.open.add(id, lifetime).forEach(PredictionObservation::forgotten);
        PredictionObservationContext end = this.open.earlyEnd(id);
        if (end != null) {
            lifetime.ended(context -> context.setFacts(end), null);
        }
    }

    /**
     * Notes that a prediction has put something out. Not meant for applications.
     *
     * @param id its id
     */
    public void streamed(String id) {
        PredictionObservation lifetime = this.open.get(id);
        if (lifetime != null) {
            lifetime.streamed();
        }
    }

    /**
     * Tells whether the end of a prediction matters to anybody here. Not meant for applications.
     *
     * @param id its id
     * @return whether it goes on, as far as is known
     */
    public boolean isOpen(String id) {
        return this.open.get(id) != null;
    }

    /**
     * Notes that a prediction has ended. Not meant for applications.
     *
     * @param id its id
     * @param facts fills in what is known of it
     * @param failure tells why it did not succeed, or {@code null} if it did
     */
    public void ended(
            String id, Consumer<PredictionObservationContext> facts, @Nullable Supplier<? extends Throwable> failure) {
        if (this.registry.isNoop()) {
            return;
        }
        PredictionObservation ended = this.open.end(id, facts);
        if (ended != null) {
            ended.ended(facts, failure == null ? null : failure.get());
        }
    }

    /**
     * Looks for the observation of a prediction that goes on. Not meant for applications.
     *
     * @param id its id
     * @return its observation, or {@code null} if none goes on here
     */
    public @Nullable Observation current(String id) {
        PredictionObservation lifetime = this.open.get(id);
        return lifetime == null ? null : lifetime.observed().observation();
    }

    /**
     * Lets what is done about a prediction be seen below it. Not meant for applications.
     *
     * @param id its id
     * @param context where it is done
     * @return the same with its observation, if one goes on here
     */
    public Context in(String id, Context context) {
        PredictionObservation lifetime = this.open.get(id);
        return lifetime == null ? context : lifetime.in(context);
    }

    /** Stops all that go on. */
    @Override
    public void close() {
        this.open.clear().forEach(PredictionObservation::forgotten);
    }
}
