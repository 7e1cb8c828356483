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
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.stream.StreamEvent;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Predictions, reactive. Errors come through the {@link Mono}; arguments are refused at once, but for an input that cannot
 * be written as JSON, which is only known when it is.
 *
 * @see Predictions
 */
public interface AsyncPredictions {

    /**
     * Creates a prediction: {@code predictions.create}.
     *
     * @param request what to run, with a version
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the version is missing or no reference
     * @see Predictions#create(PredictionRequest)
     */
    Mono<Prediction> create(PredictionRequest request);

    /**
     * Creates a prediction: {@code predictions.create}.
     *
     * @param request fills the request
     * @return the prediction as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @see Predictions#create(Consumer)
     */
    default Mono<Prediction> create(Consumer<PredictionRequest.Builder> request) {
        return create(PredictionRequest.of(request));
    }

    /**
     * Gets a prediction: {@code predictions.get}.
     *
     * @param id id of the prediction
     * @return the prediction as it stands
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#get(String)
     */
    Mono<Prediction> get(String id);

    /**
     * Lists the predictions of the account, newest first: {@code predictions.list}.
     *
     * @return the first page
     * @see Predictions#list()
     */
    Mono<AsyncPage<Prediction>> list();

    /**
     * Lists predictions of the account, newest first: {@code predictions.list}.
     *
     * @param request which ones
     * @return the first page
     * @see Predictions#list(PredictionListRequest)
     */
    Mono<AsyncPage<Prediction>> list(PredictionListRequest request);

    /**
     * Lists predictions of the account, newest first: {@code predictions.list}.
     *
     * @param request says which ones
     * @return the first page
     * @throws IllegalArgumentException if nothing can lie between the two times
     * @see Predictions#list(Consumer)
     */
    default Mono<AsyncPage<Prediction>> list(Consumer<PredictionListRequest.Builder> request) {
        return list(PredictionListRequest.of(request));
    }

    /**
     * Cancels a prediction: {@code predictions.cancel}.
     *
     * @param id id of the prediction
     * @return the prediction as it stands then
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#cancel(String)
     */
    Mono<Prediction> cancel(String id);

    /**
     * Waits until a prediction has ended, as long as a {@code run} may take.
     *
     * @param id id of the prediction
     * @return the prediction as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#await(String)
     */
    Mono<Prediction> await(String id);

    /**
     * Waits until a prediction has ended. To stop waiting does not stop the prediction.
     *
     * @param id id of the prediction
     * @param timeout how long to wait
     * @return the prediction as it ended, well or not; {@link DeadlineExceededException} if it did not in time
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     * @see Predictions#await(String, Duration)
     */
    Mono<Prediction> await(String id, Duration timeout);

    /**
     * Tells what changes until a prediction has ended, as long as a {@code run} may take.
     *
     * @param id id of the prediction
     * @return the prediction at first, each time it has changed, and at last as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#updates(String)
     */
    Flux<Prediction> updates(String id);

    /**
     * Tells what changes until a prediction has ended. To cancel does not stop the prediction.
     *
     * @param id id of the prediction
     * @param timeout how long to wait
     * @return the prediction at first, each time it has changed, and at last as it ended, well or not
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     * @see Predictions#updates(String, Duration)
     */
    Flux<Prediction> updates(String id, Duration timeout);

    /**
     * Streams the text that a prediction puts out.
     *
     * @param id id of the prediction
     * @return pieces of text; errors as {@link #streamEvents(String)}
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#stream(String)
     */
    Flux<String> stream(String id);

    /**
     * Streams the text that a prediction puts out.
     *
     * @param prediction the prediction, as it stood when it was got
     * @return pieces of text; errors as {@link #streamEvents(String)}
     * @see Predictions#stream(Prediction)
     */
    Flux<String> stream(Prediction prediction);

    /**
     * Streams the files that a prediction puts out.
     *
     * @param id id of the prediction
     * @return files; {@link IllegalStateException} if an output is none, other errors as {@link #streamEvents(String)}
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#streamFiles(String)
     */
    Flux<AsyncFileOutput> streamFiles(String id);

    /**
     * Streams the files that a prediction puts out.
     *
     * @param prediction the prediction, as it stood when it was got
     * @return files; {@link IllegalStateException} if an output is none, other errors as {@link #streamEvents(String)}
     * @see Predictions#streamFiles(Prediction)
     */
    Flux<AsyncFileOutput> streamFiles(Prediction prediction);

    /**
     * Streams what happens to a prediction. It is got first: {@code predictions.get}.
     *
     * @param id id of the prediction
     * @return what happens, to the end; {@link ModelException} if that is no success, and {@link DeadlineExceededException}
     *     if it does not come in time
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#streamEvents(String)
     */
    Flux<StreamEvent> streamEvents(String id);

    /**
     * Streams what happens to a prediction.
     *
     * @param prediction the prediction, as it stood when it was got
     * @return what happens, to the end; errors as {@link #streamEvents(String)}
     * @see Predictions#streamEvents(Prediction)
     */
    Flux<StreamEvent> streamEvents(Prediction prediction);
}
