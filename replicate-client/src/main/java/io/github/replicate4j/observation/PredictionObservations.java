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

package io.github.replicate4j.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Observes predictions from their create to their end, by whatever way that becomes known. Clients that share one learn of
 * ends from each other.
 *
 * <p>Of what nobody asks about any more the end is never known: such observations stop after an hour, when there is a create
 * or more than 10,000 of them.
 */
public final class PredictionObservations {

    private static final PredictionObservationConvention DEFAULT = new DefaultPredictionObservationConvention();

    /** Nobody is told of anything. */
    public static final PredictionObservations NONE = new PredictionObservations(ObservationRegistry.NOOP, null);

    private static final int MAX_OPEN = 10_000;

    private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

    private final ObservationRegistry registry;

    private final @Nullable PredictionObservationConvention convention;

    /** By their ids, the oldest first. */
    private final Map<String, Open> open = new LinkedHashMap<>();

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
    public <T> Mono<T> observe(@Nullable String model, Function<Lifetime, Mono<T>> call) {
        return Mono.deferContextual(view -> {
            Lifetime lifetime = begin(model, view);
            return call.apply(lifetime)
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
    public <T> Flux<T> observeStream(@Nullable String model, Function<Lifetime, Flux<T>> call) {
        return Flux.deferContextual(view -> {
            Lifetime lifetime = begin(model, view);
            return call.apply(lifetime)
                    .doOnError(lifetime::failed)
                    .doOnCancel(lifetime::leftAlone)
                    .contextWrite(lifetime::in);
        });
    }

    private Lifetime begin(@Nullable String model, ContextView view) {
        Lifetime around = view.getOrDefault(Lifetime.class, null);
        if (around != null) {
            return around;
        }
        if (this.registry.isNoop()) {
            return Lifetime.UNOBSERVED;
        }
        PredictionObservationContext context = new PredictionObservationContext();
        context.setModel(model);
        Observation observation = ReplicateObservationDocumentation.PREDICTION.observation(
                this.convention, DEFAULT, () -> context, this.registry);
        return new Lifetime(context, Observed.start(observation, view));
    }

    /**
     * Notes that a prediction has been created. Not meant for applications.
     *
     * @param lifetime its observation
     * @param id its id
     * @param model {@code owner/name}, or {@code null} if the API does not say
     * @param version id of the version, or {@code null} if the API does not say
     */
    public void created(Lifetime lifetime, String id, @Nullable String model, @Nullable String version) {
        PredictionObservationContext context = lifetime.context();
        Observed observed = lifetime.observed();
        if (context == null || observed == null) {
            return;
        }
        context.setId(id);
        context.setVersion(version);
        if (model != null) {
            context.setModel(model);
        }
        lifetime.created();
        List<Observed> forgotten = new ArrayList<>();
        synchronized (this.open) {
            this.open.put(id, new Open(context, observed, System.nanoTime()));
            Iterator<Open> oldest = this.open.values().iterator();
            for (Open each = oldest.next(); isToForget(each); each = oldest.next()) {
                forgotten.add(each.observed());
                oldest.remove();
            }
        }
        forgotten.forEach(Observed::stop);
    }

    private boolean isToForget(Open oldest) {
        return this.open.size() > MAX_OPEN || System.nanoTime() - oldest.since() > LONGEST_NANOS;
    }

    /**
     * Notes that a prediction has ended. Not meant for applications.
     *
     * @param id its id
     * @param facts fills in what is known of it
     * @param failure why it did not succeed, or {@code null} if it did
     */
    public void ended(String id, Consumer<PredictionObservationContext> facts, @Nullable Throwable failure) {
        Open ended;
        synchronized (this.open) {
            ended = this.open.remove(id);
        }
        if (ended != null) {
            facts.accept(ended.context());
            if (failure != null) {
                ended.observed().failed(failure);
            }
            ended.observed().stop();
        }
    }

    /**
     * Looks for the observation of a prediction that goes on. Not meant for applications.
     *
     * @param id its id
     * @return its observation, or {@code null} if none goes on here
     */
    public @Nullable Observation current(String id) {
        synchronized (this.open) {
            Open current = this.open.get(id);
            return current == null ? null : current.observed().observation();
        }
    }

    private record Open(PredictionObservationContext context, Observed observed, long since) {}
}
