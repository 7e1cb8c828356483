/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.reactive.BlockingStreams;
import io.github.replicate4j.paging.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Operations on predictions. Errors of requests are thrown as {@link ReplicateException}. Invalid arguments cause an
 * {@link IllegalArgumentException} before a request is sent.
 *
 * @since 0.1.0
 */
public final class Predictions {

    private final AsyncPredictions async;

    /**
     * Create a blocking view of reactive operations. Applications get it from the client.
     *
     * @param async the reactive operations
     */
    public Predictions(AsyncPredictions async) {
        this.async = async;
    }

    /**
     * Create a prediction: {@code predictions.create}. The method returns without waiting for completion, unless the
     * request sets {@code preferWait}.
     *
     * <p>The create is retried only if Replicate cannot have received it completely, or rejected it with 429. If the
     * thread is interrupted during the call, the prediction is cancelled as soon as its id is known, unless
     * {@code cancelOnAbandon} is disabled.
     *
     * @param request the request, which must have a version
     * @return the prediction as created
     * @throws IllegalArgumentException if the version is missing or invalid
     * @throws OutcomeUnknownException if the create may have reached Replicate but its outcome is unknown, so the
     *     prediction may run
     * @throws ReplicateException if the request fails
     */
    public Prediction create(PredictionRequest request) {
        return Blocking.value(this.async.create(request), AbandonableCreates.handler(this.async));
    }

    /**
     * Create a prediction, as {@link #create(PredictionRequest)}.
     *
     * @param request callback that sets the fields of the request
     * @return the prediction as created
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     * @throws OutcomeUnknownException if the create may have reached Replicate but its outcome is unknown, so the
     *     prediction may run
     * @throws ReplicateException if the request fails
     */
    public Prediction create(Consumer<PredictionRequest.Builder> request) {
        return Blocking.value(this.async.create(request), AbandonableCreates.handler(this.async));
    }

    /**
     * Get a prediction: {@code predictions.get}.
     *
     * @param id id of the prediction
     * @return the prediction
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if the request fails
     */
    public Prediction get(String id) {
        return Blocking.value(this.async.get(id));
    }

    /**
     * List the predictions of the account, newest first: {@code predictions.list}.
     *
     * @return the first page, which gives access to the following pages
     * @throws ReplicateException if the request fails
     */
    public Page<Prediction> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * List predictions of the account, newest first: {@code predictions.list}.
     *
     * @param request filters of the list
     * @return the first page, which gives access to the following pages
     * @throws ReplicateException if the request fails
     */
    public Page<Prediction> list(PredictionListRequest request) {
        return new Page<>(Blocking.value(this.async.list(request)));
    }

    /**
     * List predictions of the account, as {@link #list(PredictionListRequest)}.
     *
     * @param request sets the filters of the list
     * @return the first page, which gives access to the following pages
     * @throws IllegalArgumentException if {@code createdAfter} is not earlier than {@code createdBefore}, or the source
     *     is blank
     * @throws ReplicateException if the request fails
     */
    public Page<Prediction> list(Consumer<PredictionListRequest.Builder> request) {
        return new Page<>(Blocking.value(this.async.list(request)));
    }

    /**
     * Find the predictions that this account created with a reference, such as those of a create whose
     * {@linkplain OutcomeUnknownException outcome is unknown}.
     *
     * <p>The API cannot search for a reference. The client reads all pages of {@code predictions.list} with
     * {@code created_after}, so one request returns about 100 predictions. It recognizes a prediction by the URL of its webhook,
     * which contains the reference: a prediction that was created without a webhook is not found. A prediction can be missing
     * from the list for a moment after its create.
     *
     * @param reference the reference, as set on the create
     * @param since earliest time of creation by the clock of Replicate, inclusive; choose a time at least a minute before the
     *     create, because clocks differ
     * @return the predictions, newest first; empty if there are none
     * @throws IllegalArgumentException if the reference is not valid
     * @throws ReplicateException if a request fails
     */
    public List<Prediction> find(String reference, Instant since) {
        return Blocking.value(this.async.find(reference, since));
    }

    /**
     * Cancel a prediction: {@code predictions.cancel}. A completed prediction does not change.
     *
     * @param id id of the prediction
     * @return the prediction after the request
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if the request fails
     */
    public Prediction cancel(String id) {
        return Blocking.value(this.async.cancel(id));
    }

    /**
     * Wait for the completion of a prediction, with the run timeout of the client as deadline, as
     * {@link #await(String, Duration)}.
     *
     * @param id id of the prediction
     * @return the prediction with its terminal status, whether successful or not
     * @throws IllegalArgumentException if the id is blank
     * @throws DeadlineExceededException if the prediction does not complete before the deadline
     * @throws ReplicateException if polling fails
     */
    public Prediction await(String id) {
        return Blocking.value(this.async.await(id));
    }

    /**
     * Wait for the completion of a prediction by polling {@code predictions.get} or {@code predictions.list}. A
     * deadline or an interrupt ends the wait but does not cancel the prediction.
     *
     * <p>If several waits share a page of the list, the returned prediction may lack its logs if it succeeded:
     * {@link #logs(Prediction)} reads them.
     *
     * @param id id of the prediction
     * @param timeout deadline of the wait, longer than zero
     * @return the prediction with its terminal status, whether successful or not
     * @throws IllegalArgumentException if the id is blank or the timeout is not longer than zero
     * @throws DeadlineExceededException if the prediction does not complete before the deadline
     * @throws ReplicateException if polling fails
     */
    public Prediction await(String id, Duration timeout) {
        return Blocking.value(this.async.await(id, timeout));
    }

    /**
     * Return the logs of a prediction. If it was read from a list, which omits them, they are requested:
     * {@code predictions.get}.
     *
     * @param prediction a prediction, in any state
     * @return the logs of the prediction, or those of its current state if they are requested; empty if there are none
     * @throws ReplicateException if the request fails
     */
    public String logs(Prediction prediction) {
        return Blocking.value(this.async.logs(prediction));
    }

    /**
     * Stream the changes of a prediction until completion, with the run timeout of the client as deadline, as
     * {@link #updates(String, Duration)}.
     *
     * @param id id of the prediction
     * @return the first state of the prediction, each changed state, and last the state with the terminal status
     * @throws IllegalArgumentException if the id is blank
     */
    public Stream<Prediction> updates(String id) {
        return BlockingStreams.updates(this.async.updates(id));
    }

    /**
     * Stream the changes of a prediction until completion: its status, logs and progress. The prediction is polled, so
     * not every change is visible. Reading from the stream throws the exceptions of {@link #await(String, Duration)}.
     * Closing the stream does not cancel the prediction.
     *
     * @param id id of the prediction
     * @param timeout deadline of the stream, longer than zero
     * @return the first state of the prediction, each changed state, and last the state with the terminal status
     * @throws IllegalArgumentException if the id is blank or the timeout is not longer than zero
     */
    public Stream<Prediction> updates(String id, Duration timeout) {
        return BlockingStreams.updates(this.async.updates(id, timeout));
    }

    /**
     * Stream the text output of a prediction from its start, as {@link #streamEvents(String)}.
     *
     * @param id id of the prediction
     * @return the output tokens; must be closed
     * @throws IllegalArgumentException if the id is blank
     */
    public Stream<String> stream(String id) {
        return BlockingStreams.stream(this.async.stream(id));
    }

    /**
     * Stream the text output of a prediction from its start, as {@link #streamEvents(Prediction)}.
     *
     * @param prediction the prediction, as returned by the API
     * @return the output tokens; must be closed
     */
    public Stream<String> stream(Prediction prediction) {
        return BlockingStreams.stream(this.async.stream(prediction));
    }

    /**
     * Stream the files in the output of a prediction from its start, as {@link #streamEvents(String)}. Reading from the
     * stream throws an {@link IllegalStateException} if an output is not a file. File content is not downloaded.
     *
     * @param id id of the prediction
     * @return the files; must be closed
     * @throws IllegalArgumentException if the id is blank
     */
    public Stream<FileOutput> streamFiles(String id) {
        return BlockingStreams.stream(this.async.streamFiles(id)).map(FileOutput::new);
    }

    /**
     * Stream the files in the output of a prediction from its start, as {@link #streamEvents(Prediction)}. Reading from
     * the stream throws an {@link IllegalStateException} if an output is not a file. File content is not downloaded.
     *
     * @param prediction the prediction, as returned by the API
     * @return the files; must be closed
     */
    public Stream<FileOutput> streamFiles(Prediction prediction) {
        return BlockingStreams.stream(this.async.streamFiles(prediction)).map(FileOutput::new);
    }

    /**
     * Stream the events of a prediction from its start until completion. The prediction is read first:
     * {@code predictions.get}.
     *
     * <p>No request is sent before the first element is requested. A lost connection is opened again, and a prediction
     * without an event stream is polled; each output is emitted once and in order. Reading from the stream throws a
     * {@link ModelException} if the prediction completes without success, a {@link DeadlineExceededException} if it
     * does not complete within the run timeout of the client, and another {@link ReplicateException} if a request
     * fails. Neither an exception nor closing the stream cancels the prediction.
     *
     * @param id id of the prediction
     * @return the events; must be closed unless it is read to the end
     * @throws IllegalArgumentException if the id is blank
     */
    public Stream<StreamEvent> streamEvents(String id) {
        return BlockingStreams.stream(this.async.streamEvents(id));
    }

    /**
     * Stream the events of a prediction from its start until completion, as {@link #streamEvents(String)}, without
     * reading the prediction first.
     *
     * @param prediction the prediction, as returned by the API
     * @return the events; must be closed unless it is read to the end
     */
    public Stream<StreamEvent> streamEvents(Prediction prediction) {
        return BlockingStreams.stream(this.async.streamEvents(prediction));
    }
}
