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

package io.github.replicate4j.predictions;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;
import io.github.replicate4j.stream.StreamEvent;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Predictions: runs of models.
 *
 * <p>What goes wrong is thrown as a {@link ReplicateException}; what would go wrong anyway is refused with an
 * {@link IllegalArgumentException} before anything is sent.
 */
public final class Predictions {

    private final AsyncPredictions async;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param async does the work
     */
    public Predictions(AsyncPredictions async) {
        this.async = async;
    }

    /**
     * Creates a prediction and returns at once, unless the request says to wait: {@code predictions.create}.
     *
     * <p>The request is sent once. It is repeated only if it never left this machine, or if Replicate turned it away with
     * 429. If the thread is interrupted meanwhile, the prediction is cancelled as soon as its id is known.
     *
     * @param request what to run, with a version
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the version is missing or no reference
     * @throws OutcomeUnknownException if no answer settles it, so that the prediction may run all the same
     * @throws ReplicateException if it was not created
     */
    public Prediction create(PredictionRequest request) {
        return Blocking.value(this.async.create(request), AbandonableCreates.handler(this.async));
    }

    /**
     * Creates a prediction, as {@link #create(PredictionRequest)}.
     *
     * @param request fills the request
     * @return the prediction as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @throws OutcomeUnknownException if no answer settles it, so that the prediction may run all the same
     * @throws ReplicateException if it was not created
     */
    public Prediction create(Consumer<PredictionRequest.Builder> request) {
        return Blocking.value(this.async.create(request), AbandonableCreates.handler(this.async));
    }

    /**
     * Gets a prediction: {@code predictions.get}.
     *
     * @param id id of the prediction
     * @return the prediction as it stands
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if it cannot be had
     */
    public Prediction get(String id) {
        return Blocking.value(this.async.get(id));
    }

    /**
     * Lists the predictions of the account, newest first: {@code predictions.list}.
     *
     * @return the first page, which leads to the others
     * @throws ReplicateException if it cannot be had
     */
    public Page<Prediction> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * Lists predictions of the account, newest first: {@code predictions.list}.
     *
     * @param request which ones
     * @return the first page, which leads to the others
     * @throws ReplicateException if it cannot be had
     */
    public Page<Prediction> list(PredictionListRequest request) {
        return new Page<>(Blocking.value(this.async.list(request)));
    }

    /**
     * Lists predictions of the account, as {@link #list(PredictionListRequest)}.
     *
     * @param request says which ones
     * @return the first page, which leads to the others
     * @throws IllegalArgumentException if nothing can lie between the two times
     * @throws ReplicateException if it cannot be had
     */
    public Page<Prediction> list(Consumer<PredictionListRequest.Builder> request) {
        return new Page<>(Blocking.value(this.async.list(request)));
    }

    /**
     * Cancels a prediction: {@code predictions.cancel}. One that has ended already stays as it is.
     *
     * @param id id of the prediction
     * @return the prediction as it stands then
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if it could not be cancelled
     */
    public Prediction cancel(String id) {
        return Blocking.value(this.async.cancel(id));
    }

    /**
     * Waits until a prediction has ended, as long as a {@code run} may take.
     *
     * @param id id of the prediction
     * @return the prediction as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     * @throws DeadlineExceededException if it did not end in time
     * @throws ReplicateException if it cannot be watched
     */
    public Prediction await(String id) {
        return Blocking.value(this.async.await(id));
    }

    /**
     * Waits until a prediction has ended. To stop waiting does not stop the prediction.
     *
     * @param id id of the prediction
     * @param timeout how long to wait
     * @return the prediction as it ended, well or not
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     * @throws DeadlineExceededException if it did not end in time
     * @throws ReplicateException if it cannot be watched
     */
    public Prediction await(String id, Duration timeout) {
        return Blocking.value(this.async.await(id, timeout));
    }

    /**
     * Tells what changes until a prediction has ended, as {@link #updates(String, Duration)}, as long as a {@code run} may
     * take.
     *
     * @param id id of the prediction
     * @return the prediction at first, each time it has changed, and at last as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     */
    public Stream<Prediction> updates(String id) {
        return Blocking.updates(this.async.updates(id));
    }

    /**
     * Tells what changes until a prediction has ended: its status, its logs and the progress they tell. It is asked
     * for from time to time, so not every step shows. Reading throws what {@link #await(String, Duration)} throws.
     *
     * @param id id of the prediction
     * @param timeout how long to wait
     * @return the prediction at first, each time it has changed, and at last as it ended, well or not; to close the stream
     *     does not stop the prediction
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     */
    public Stream<Prediction> updates(String id, Duration timeout) {
        return Blocking.updates(this.async.updates(id, timeout));
    }

    /**
     * Streams the text that a prediction puts out, from its beginning, as {@link #streamEvents(String)}.
     *
     * @param id id of the prediction
     * @return pieces of text, as the model puts them out; close the stream
     * @throws IllegalArgumentException if the id is blank
     */
    public Stream<String> stream(String id) {
        return Blocking.stream(this.async.stream(id));
    }

    /**
     * Streams the text that a prediction puts out, from its beginning, as {@link #streamEvents(Prediction)}.
     *
     * @param prediction the prediction, as it stood when it was got
     * @return pieces of text, as the model puts them out; close the stream
     */
    public Stream<String> stream(Prediction prediction) {
        return Blocking.stream(this.async.stream(prediction));
    }

    /**
     * Streams the files that a prediction puts out, from its beginning, as {@link #streamEvents(String)}. Pulling throws an
     * {@link IllegalStateException} if an output is no file.
     *
     * @param id id of the prediction
     * @return files, of which nothing is read yet; close the stream
     * @throws IllegalArgumentException if the id is blank
     */
    public Stream<FileOutput> streamFiles(String id) {
        return Blocking.stream(this.async.streamFiles(id)).map(FileOutput::new);
    }

    /**
     * Streams the files that a prediction puts out, from its beginning, as {@link #streamEvents(Prediction)}. Pulling
     * throws an {@link IllegalStateException} if an output is no file.
     *
     * @param prediction the prediction, as it stood when it was got
     * @return files, of which nothing is read yet; close the stream
     */
    public Stream<FileOutput> streamFiles(Prediction prediction) {
        return Blocking.stream(this.async.streamFiles(prediction)).map(FileOutput::new);
    }

    /**
     * Streams what happens to a prediction, from its beginning to its end. It is got first: {@code predictions.get}.
     *
     * <p>Nothing is sent before the first element is asked for. Connections that break are opened anew, and a model without a
     * stream is polled: each output comes once, in order. Pulling throws a {@link ModelException} if the prediction ends
     * without success, a {@link DeadlineExceededException} if it does not end as soon as a {@code run} must, and another
     * {@link ReplicateException} if it cannot be followed. Neither that nor closing the stream cancels the prediction.
     *
     * @param id id of the prediction
     * @return what happens; close it, unless it is read to its end
     * @throws IllegalArgumentException if the id is blank
     */
    public Stream<StreamEvent> streamEvents(String id) {
        return Blocking.stream(this.async.streamEvents(id));
    }

    /**
     * Streams what happens to a prediction, from its beginning to its end, as {@link #streamEvents(String)}, but without
     * getting it first.
     *
     * @param prediction the prediction, as it stood when it was got
     * @return what happens; close it, unless it is read to its end
     */
    public Stream<StreamEvent> streamEvents(Prediction prediction) {
        return Blocking.stream(this.async.streamEvents(prediction));
    }
}
