/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.internal;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.reactive.CallTimeout;
import io.github.replicate4j.internal.reactive.ClientTimeoutException;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.springai.ReplicateOptions;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.mapping.ModelDescription;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A call of a model, mapped to the input of a prediction.
 *
 * @param model the model
 * @param options the options of the call, combined with those of the Spring AI model
 * @param input the input
 */
public record ModelCall<O extends ReplicateOptions>(
        ModelDescription model, O options, Map<String, @Nullable Object> input) {

    /**
     * Look up the model of a call, and map the call to its inputs. Nothing is created.
     *
     * @param property name of the property with the model
     * @param example a model, for the message if none is set
     * @param mapping returns the mapping, after checks that do not need the model
     */
    public static <T> Mono<T> prepare(
            ModelCatalog catalog,
            ReplicateOptions options,
            String property,
            String example,
            Supplier<Function<ModelDescription, T>> mapping) {
        return Mono.defer(() -> {
                    String model = options.getModel();
                    if (model == null || model.isBlank()) {
                        throw new IllegalArgumentException("No model is set: set " + property
                                + ", or model(...) in the options, for example to " + example + ".");
                    }
                    return lookUp(catalog, model, options.getTimeout()).map(mapping.get());
                })
                .onErrorMap(
                        IllegalArgumentException.class,
                        ex -> new IllegalArgumentException(ex.getMessage() + " Nothing was created.", ex));
    }

    private static Mono<ModelDescription> lookUp(ModelCatalog catalog, String model, @Nullable Duration timeout) {
        Mono<ModelDescription> description = catalog.describe(model);
        return timeout == null
                ? description
                : new CallTimeout(timeout)
                        .apply(description)
                        .onErrorMap(
                                ClientTimeoutException.class,
                                ex -> new DeadlineExceededException(
                                        model + " was not run: the deadline of " + timeout.toMillis()
                                                + " ms passed while the model was looked up. Nothing was created.",
                                        null,
                                        timeout));
    }

    /** Create a prediction, and wait for its completion, because the metadata of a response contain its metrics. */
    public Mono<AsyncOutput> run() {
        return this.model.function().run(request -> {
            customize(request);
            request.awaitCompletion();
        });
    }

    /** Create a prediction, and stream its events. */
    public Flux<StreamEvent> events() {
        return this.model.function().streamEvents(this::customize);
    }

    /** Create a prediction, and stream the files in its output. */
    public Flux<AsyncFileOutput> files() {
        return this.model.function().streamFiles(this::customize);
    }

    private void customize(RunRequest.Builder request) {
        request.input(this.input);
        if (this.options.getTimeout() != null) {
            request.timeout(this.options.getTimeout());
        }
        if (this.options.getCancelOnTimeout() != null) {
            request.cancelOnAbandon(this.options.getCancelOnTimeout());
        }
    }
}
