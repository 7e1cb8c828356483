/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.observation;

import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.observation.DefaultOperationObservationConvention;
import io.github.replicate4j.observation.OperationObservationContext;
import io.github.replicate4j.observation.OperationObservationConvention;
import io.github.replicate4j.observation.ReplicateObservationDocumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Observes operations of the API.
 */
public final class OperationObservations {

    private static final Log logger = LogFactory.getLog(OperationObservations.class);

    private static final OperationObservationConvention DEFAULT = new DefaultOperationObservationConvention();

    /** Records nothing. */
    public static final OperationObservations NONE = new OperationObservations(ObservationRegistry.NOOP, null);

    private final ObservationRegistry registry;

    private final @Nullable OperationObservationConvention convention;

    /**
     * Create the observations.
     *
     * @param convention names and key values, or {@code null} for the default
     */
    public OperationObservations(ObservationRegistry registry, @Nullable OperationObservationConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    /** Observe an operation from its subscription until it terminates. */
    public <T> Mono<T> observe(
            String operation, Supplier<String> description, Function<OperationObservationContext, Mono<T>> call) {
        return Mono.deferContextual(view -> {
            OperationObservationContext context = new OperationObservationContext(operation);
            if (this.registry.isNoop()) {
                return logged(description, context, call.apply(context));
            }
            Observation observation =
                    ApplicationErrors.call(() -> ReplicateObservationDocumentation.OPERATION.observation(
                            this.convention, DEFAULT, () -> context, this.registry));
            SafeObservation started = SafeObservation.start(observation, context, view, this.registry);
            return logged(description, context, call.apply(context))
                    .doOnSuccess(value -> started.stop())
                    .doOnError(started::failed)
                    .doOnCancel(() -> {
                        context.attemptFailed(new CancellationException());
                        started.stop();
                    })
                    .contextWrite(started::addTo);
        });
    }

    private static <T> Mono<T> logged(Supplier<String> description, OperationObservationContext context, Mono<T> call) {
        if (!logger.isDebugEnabled()) {
            return call;
        }
        long start = System.nanoTime();
        return call.doOnTerminate(() -> {
            Integer status = context.getStatus();
            logger.debug(description.get() + (status == null ? ": no response" : ": response " + status)
                    + " to attempt " + context.getAttempts() + " after "
                    + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
        });
    }
}
