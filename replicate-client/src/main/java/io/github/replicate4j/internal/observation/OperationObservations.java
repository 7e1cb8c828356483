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

import io.github.replicate4j.observation.DefaultOperationObservationConvention;
import io.github.replicate4j.observation.OperationObservationContext;
import io.github.replicate4j.observation.OperationObservationConvention;
import io.github.replicate4j.observation.ReplicateObservationDocumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Observes operations. Not meant for applications: it is public only because the transport needs it.
 */
public final class OperationObservations {

    private static final Log logger = LogFactory.getLog(OperationObservations.class);

    private static final OperationObservationConvention DEFAULT = new DefaultOperationObservationConvention();

    /** Nobody is told of anything. */
    public static final OperationObservations NONE = new OperationObservations(ObservationRegistry.NOOP, null);

    private final ObservationRegistry registry;

    private final @Nullable OperationObservationConvention convention;

    /**
     * Creates the observations.
     *
     * @param registry who is told
     * @param convention names them, or {@code null} for the default
     */
    public OperationObservations(ObservationRegistry registry, @Nullable OperationObservationConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    /**
     * Observes an operation from its subscription to its end.
     *
     * @param operation its name
     * @param shown how the log names it, with what it is about
     * @param call makes the call, and notes what becomes known of it
     * @param <T> what it gives
     * @return the call
     */
    public <T> Mono<T> observe(
            String operation, Supplier<String> shown, Function<OperationObservationContext, Mono<T>> call) {
        return Mono.deferContextual(view -> {
            OperationObservationContext context = new OperationObservationContext(operation);
            if (this.registry.isNoop()) {
                return logged(shown, context, call.apply(context));
            }
            Observation observation = ReplicateObservationDocumentation.OPERATION.observation(
                    this.convention, DEFAULT, () -> context, this.registry);
            SafeObservation observed = SafeObservation.start(observation, context, view, this.registry);
            return logged(shown, context, call.apply(context))
                    .doOnSuccess(value -> observed.stop())
                    .doOnError(observed::failed)
                    .doOnCancel(() -> {
                        context.cancelled();
                        observed.stop();
                    })
                    .contextWrite(observed::in);
        });
    }

    private static <T> Mono<T> logged(Supplier<String> shown, OperationObservationContext context, Mono<T> call) {
        if (!logger.isDebugEnabled()) {
            return call;
        }
        long begun = System.nanoTime();
        return call.doOnTerminate(() -> {
            Integer status = context.getStatus();
            logger.debug(shown.get() + (status == null ? " had no answer" : " was answered " + status) + " in attempt "
                    + context.getAttempts() + ", after "
                    + Duration.ofNanos(System.nanoTime() - begun).toMillis()
                    + " ms");
        });
    }
}
