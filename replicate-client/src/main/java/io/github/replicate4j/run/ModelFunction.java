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

package io.github.replicate4j.run;

import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.stream.StreamEvent;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model as a function: named once, then run with one input after the other, by the client that it came from.
 *
 * <pre>{@code
 * ModelFunction claude = replicate.use("anthropic/claude-4.5-sonnet");
 * String haiku = claude.run(Map.of("prompt", "A haiku about Java")).text();
 * try (Stream<String> pieces = claude.stream(Map.of("prompt", "A longer one"))) {
 *     pieces.forEach(System.out::print);
 * }
 * }</pre>
 *
 * <p>A model named {@code owner/name} is looked up once, when it is needed first ({@code models.get}): an official model runs by
 * its name, any other by the version that is the latest then. A version that is named runs without a look-up.
 *
 * <p>Safe for any number of threads.
 */
public final class ModelFunction {

    private final AsyncModelFunction async;

    /**
     * Wraps a reactive function. Applications get it from the client.
     *
     * @param async does the work
     */
    public ModelFunction(AsyncModelFunction async) {
        this.async = async;
    }

    /**
     * Runs the model and returns what it made. The prediction is created once: it is never sent again when Replicate may
     * have got it. If the call ends early, the prediction is cancelled, unless the client is set to let it run.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return what the model made
     * @throws IllegalArgumentException if the input is {@code null}
     * @throws ModelException if the model failed, or the prediction was canceled or aborted
     * @throws DeadlineExceededException if it did not end in time
     * @throws OutcomeUnknownException if no answer settles the create, so that it may run all the same
     * @throws CallInterruptedException if the thread was interrupted
     * @throws ReplicateException if there is no such model, or Replicate did not do its part
     */
    public Output run(Object input) {
        return new Output(Blocking.value(this.async.run(input)));
    }

    /**
     * Runs the model and returns what it made, as {@link #run(Object)}, with a time-out, a webhook and the like.
     *
     * @param request fills the request, which names the model already
     * @return what the model made
     * @throws IllegalArgumentException if something is missing or out of range
     * @throws ReplicateException as {@link #run(Object)}
     */
    public Output run(Consumer<RunRequest.Builder> request) {
        return new Output(Blocking.value(this.async.run(request)));
    }

    /**
     * Creates a prediction of the model and returns at once, unless the request says to wait. Nothing cancels it when it
     * is not waited for.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the input is {@code null}
     * @throws OutcomeUnknownException if no answer settles it, so that the prediction may run all the same
     * @throws ReplicateException if it was not created
     */
    public Prediction create(Object input) {
        return Blocking.value(this.async.create(input), AbandonableCreates.handler(this.async));
    }

    /**
     * Creates a prediction of the model, as {@link #create(Object)}. Time-outs of waiting have no effect.
     *
     * @param request fills the request, which names the model already
     * @return the prediction as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @throws OutcomeUnknownException if no answer settles it, so that the prediction may run all the same
     * @throws ReplicateException if it was not created
     */
    public Prediction create(Consumer<RunRequest.Builder> request) {
        return Blocking.value(this.async.create(request), AbandonableCreates.handler(this.async));
    }

    /**
     * Runs the model and streams the text that it puts out, as the model puts it out. See {@link #streamEvents(Object)}.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return pieces of text; close the stream
     * @throws IllegalArgumentException if the input is {@code null}
     */
    public Stream<String> stream(Object input) {
        return Blocking.stream(this.async.stream(input));
    }

    /**
     * Runs the model, as {@link #stream(Object)}, with a time-out, a webhook and the like.
     *
     * @param request fills the request, which names the model already
     * @return pieces of text; close the stream
     * @throws IllegalArgumentException if something is missing or out of range
     */
    public Stream<String> stream(Consumer<RunRequest.Builder> request) {
        return Blocking.stream(this.async.stream(request));
    }

    /**
     * Runs the model and streams the files that it puts out; pulling throws an
     * {@link IllegalStateException} if an output is no file. See {@link #streamEvents(Object)}.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return files, of which nothing is read yet; close the stream
     * @throws IllegalArgumentException if the input is {@code null}
     */
    public Stream<FileOutput> streamFiles(Object input) {
        return Blocking.stream(this.async.streamFiles(input)).map(FileOutput::new);
    }

    /**
     * Runs the model, as {@link #streamFiles(Object)}, with a time-out, a webhook and the like.
     *
     * @param request fills the request, which names the model already
     * @return files, of which nothing is read yet; close the stream
     * @throws IllegalArgumentException if something is missing or out of range
     */
    public Stream<FileOutput> streamFiles(Consumer<RunRequest.Builder> request) {
        return Blocking.stream(this.async.streamFiles(request)).map(FileOutput::new);
    }

    /**
     * Runs the model and streams what happens, to the end. The prediction is created when the first element is asked for,
     * once for each stream. If the stream ends early, because it is closed, on the time-out of runs or on an interrupt, the
     * prediction is cancelled, unless the client is set to let it run.
     *
     * <p>Connections that break are opened anew, and a model without a stream is polled: each output comes once, in order.
     * Pulling throws what {@link #run(Object)} throws.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return what happens; close it, unless it is read to its end
     * @throws IllegalArgumentException if the input is {@code null}
     */
    public Stream<StreamEvent> streamEvents(Object input) {
        return Blocking.stream(this.async.streamEvents(input));
    }

    /**
     * Runs the model and streams what happens, as {@link #streamEvents(Object)}, with a time-out, a webhook and the like.
     *
     * @param request fills the request, which names the model already
     * @return what happens; close it, unless it is read to its end
     * @throws IllegalArgumentException if something is missing or out of range
     */
    public Stream<StreamEvent> streamEvents(Consumer<RunRequest.Builder> request) {
        return Blocking.stream(this.async.streamEvents(request));
    }

    /**
     * Returns what the model takes and puts out: the OpenAPI description of the version that is named, or of the latest one,
     * without its paths. References inside {@code components.schemas.Input}, {@code Output}, {@code TrainingInput} and
     * {@code TrainingOutput} are resolved, except those that lead nowhere or back to where they stand. It is looked up once:
     * {@code models.get} or {@code models.versions.get}.
     *
     * @return the description, read-only, or {@code null} if the model has none
     * @throws IllegalStateException if the model is named by a bare version id, which cannot be looked up
     * @throws ReplicateException if it cannot be had
     */
    public @Nullable Map<String, @Nullable Object> openapiSchema() {
        return Blocking.get(this.async.openapiSchema());
    }

    /**
     * Return the model that this function runs.
     *
     * @return the reference that {@code use} was called with
     */
    public String model() {
        return this.async.model();
    }

    @Override
    public String toString() {
        return this.async.toString();
    }
}
