/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.InputValidationException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.reactive.BlockingStreams;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model as a function that runs with different inputs. It uses the client that created it.
 *
 * <pre>{@code
 * ModelFunction claude = replicate.use("anthropic/claude-4.5-sonnet");
 * String haiku = claude.run(Map.of("prompt", "A haiku about Java")).text();
 * try (Stream<String> tokens = claude.stream(Map.of("prompt", "A longer one"))) {
 *     tokens.forEach(System.out::print);
 * }
 * }</pre>
 *
 * <p>A model reference without a version ({@code owner/name}) is looked up once, on first use ({@code models.get}). An
 * official model runs by its name, any other model by its latest version at the time of the lookup. A reference with a
 * version needs no lookup.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class ModelFunction {

    private final AsyncModelFunction async;

    /**
     * Create a blocking view of a reactive function. Applications get it from the client.
     *
     * @param async the reactive function
     */
    public ModelFunction(AsyncModelFunction async) {
        this.async = async;
    }

    /**
     * Run the model and return its output. The create is retried only if Replicate cannot have received it completely,
     * or rejected it with 429. If the call ends before the prediction completes, the prediction is cancelled, unless
     * {@code cancelOnAbandon} is disabled.
     *
     * @param input a {@link Map} with the field names of the model, or a record or bean whose property names are
     *     converted to snake case
     * @return the output
     * @throws IllegalArgumentException if the input is {@code null}
     * @throws InputValidationException if the input does not match the schema of the model, in strict validation: see
     *     {@link io.github.replicate4j.settings.InputValidation}
     * @throws ModelException if the prediction fails, is canceled or is aborted
     * @throws DeadlineExceededException if the prediction does not complete before the deadline of the run
     * @throws OutcomeUnknownException if the create may have reached Replicate but its outcome is unknown, so the
     *     prediction may run
     * @throws CallInterruptedException if the thread is interrupted
     * @throws ReplicateException if the model does not exist or a request fails
     */
    public Output run(Object input) {
        return new Output(Blocking.value(this.async.run(input)));
    }

    /**
     * Run the model and return its output, as {@link #run(Object)}, with further settings such as a timeout or a
     * webhook.
     *
     * @param request callback that sets the fields of the request; the model is already set
     * @return the output
     * @throws IllegalArgumentException if the model is changed, the input is missing or a value is out of range
     * @throws ReplicateException as {@link #run(Object)}
     */
    public Output run(Consumer<RunRequest.Builder> request) {
        return new Output(Blocking.value(this.async.run(request)));
    }

    /**
     * Create a prediction of the model and return without waiting for completion, unless the request sets
     * {@code preferWait}. The prediction is not cancelled if it is never awaited.
     *
     * @param input a {@link Map} with the field names of the model, or a record or bean whose property names are
     *     converted to snake case
     * @return the prediction as created
     * @throws IllegalArgumentException if the input is {@code null}
     * @throws OutcomeUnknownException if the create may have reached Replicate but its outcome is unknown, so the
     *     prediction may run
     * @throws ReplicateException if a request fails
     */
    public Prediction create(Object input) {
        return Blocking.value(this.async.create(input), AbandonableCreates.handler(this.async));
    }

    /**
     * Create a prediction of the model, as {@link #create(Object)}. The timeout and the listener of the request have no effect.
     *
     * @param request callback that sets the fields of the request; the model is already set
     * @return the prediction as created
     * @throws IllegalArgumentException if the model is changed, the input is missing or a value is out of range
     * @throws OutcomeUnknownException if the create may have reached Replicate but its outcome is unknown, so the
     *     prediction may run
     * @throws ReplicateException if a request fails
     */
    public Prediction create(Consumer<RunRequest.Builder> request) {
        return Blocking.value(this.async.create(request), AbandonableCreates.handler(this.async));
    }

    /**
     * Run the model and stream its text output as the model produces it, as {@link #streamEvents(Object)}.
     *
     * @param input a {@link Map} with the field names of the model, or a record or bean whose property names are
     *     converted to snake case
     * @return the output tokens; must be closed
     * @throws IllegalArgumentException if the input is {@code null}
     */
    public Stream<String> stream(Object input) {
        return BlockingStreams.stream(this.async.stream(input));
    }

    /**
     * Run the model and stream its text output, as {@link #stream(Object)}, with further settings such as a timeout or
     * a webhook.
     *
     * @param request callback that sets the fields of the request; the model is already set
     * @return the output tokens; must be closed
     * @throws IllegalArgumentException if the model is changed, the input is missing or a value is out of range
     */
    public Stream<String> stream(Consumer<RunRequest.Builder> request) {
        return BlockingStreams.stream(this.async.stream(request));
    }

    /**
     * Run the model and stream the files in its output, as {@link #streamEvents(Object)}. Reading from the stream
     * throws an {@link IllegalStateException} if an output is not a file. File content is not downloaded.
     *
     * @param input a {@link Map} with the field names of the model, or a record or bean whose property names are
     *     converted to snake case
     * @return the files; must be closed
     * @throws IllegalArgumentException if the input is {@code null}
     */
    public Stream<FileOutput> streamFiles(Object input) {
        return BlockingStreams.stream(this.async.streamFiles(input)).map(FileOutput::new);
    }

    /**
     * Run the model and stream the files in its output, as {@link #streamFiles(Object)}, with further settings such as
     * a timeout or a webhook.
     *
     * @param request callback that sets the fields of the request; the model is already set
     * @return the files; must be closed
     * @throws IllegalArgumentException if the model is changed, the input is missing or a value is out of range
     */
    public Stream<FileOutput> streamFiles(Consumer<RunRequest.Builder> request) {
        return BlockingStreams.stream(this.async.streamFiles(request)).map(FileOutput::new);
    }

    /**
     * Run the model and stream its events until completion. Each stream creates one prediction when its first element
     * is requested. If the stream ends before the prediction completes, because it is closed, by the run timeout or by
     * an interrupt, the prediction is cancelled, unless {@code cancelOnAbandon} is disabled.
     *
     * <p>A lost connection is opened again, and a prediction without an event stream is polled; each output is emitted
     * once and in order. Reading from the stream throws the exceptions of {@link #run(Object)}.
     *
     * @param input a {@link Map} with the field names of the model, or a record or bean whose property names are
     *     converted to snake case
     * @return the events; must be closed unless it is read to the end
     * @throws IllegalArgumentException if the input is {@code null}
     */
    public Stream<StreamEvent> streamEvents(Object input) {
        return BlockingStreams.stream(this.async.streamEvents(input));
    }

    /**
     * Run the model and stream its events, as {@link #streamEvents(Object)}, with further settings such as a timeout or
     * a webhook.
     *
     * @param request callback that sets the fields of the request; the model is already set
     * @return the events; must be closed unless it is read to the end
     * @throws IllegalArgumentException if the model is changed, the input is missing or a value is out of range
     */
    public Stream<StreamEvent> streamEvents(Consumer<RunRequest.Builder> request) {
        return BlockingStreams.stream(this.async.streamEvents(request));
    }

    /**
     * Return the OpenAPI schema of the version in the model reference, or of the latest version, without its paths.
     * References within {@code components.schemas.Input}, {@code Output}, {@code TrainingInput} and
     * {@code TrainingOutput} are resolved, except for broken and circular references. The schema is looked up once:
     * {@code models.get} or {@code models.versions.get}.
     *
     * @return the read-only schema, or {@code null} if the model has none
     * @throws IllegalStateException if the model reference is a version id only, because the API cannot look it up
     * @throws ReplicateException if the request fails
     */
    public @Nullable Map<String, @Nullable Object> openapiSchema() {
        return Blocking.get(this.async.openapiSchema());
    }

    /** Return the model reference that {@code use} was called with. */
    public String model() {
        return this.async.model();
    }

    @Override
    public String toString() {
        return this.async.toString();
    }
}
