/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.trainings;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
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
 * Operations on trainings, which create new versions of models.
 *
 * <p>Failures are thrown as {@link ReplicateException}. Invalid arguments are rejected with an
 * {@link IllegalArgumentException} before a request is sent.
 *
 * @since 0.1.0
 */
public final class Trainings {

    private final AsyncTrainings async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public Trainings(AsyncTrainings async) {
        this.async = async;
    }

    /**
     * Create a training and return immediately: {@code trainings.create}.
     *
     * <p>The create is retried only as described for
     * {@link io.github.replicate4j.predictions.Predictions#create(io.github.replicate4j.predictions.PredictionRequest)
     * Predictions.create}. If the thread is interrupted, the training is cancelled as soon as its id is known, unless
     * {@code cancelOnAbandon} is disabled.
     *
     * @param model the model that trains, as {@code owner/name}
     * @param versionId id of the version that trains
     * @param request the request
     * @return the created training
     * @throws IllegalArgumentException if the model is not of the form {@code owner/name}, or if the id is blank
     * @throws NotFoundException if the version or the destination does not exist
     * @throws OutcomeUnknownException if no response shows whether the training was created
     * @throws ReplicateException if the training was not created
     */
    public Training create(String model, String versionId, TrainingRequest request) {
        return Blocking.value(this.async.create(model, versionId, request), AbandonableCreates.handler(this.async));
    }

    /**
     * Create a training, as {@link #create(String, String, TrainingRequest)}.
     *
     * @param model the model that trains, as {@code owner/name}
     * @param versionId id of the version that trains
     * @param request callback that sets the fields of the request
     * @return the created training
     * @throws IllegalArgumentException if a field is missing or invalid
     */
    public Training create(String model, String versionId, Consumer<TrainingRequest.Builder> request) {
        return Blocking.value(this.async.create(model, versionId, request), AbandonableCreates.handler(this.async));
    }

    /**
     * Return a training: {@code trainings.get}.
     *
     * @param id id of the training
     * @return the current state of the training
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if the request fails
     */
    public Training get(String id) {
        return Blocking.value(this.async.get(id));
    }

    /**
     * List the trainings of the account, newest first: {@code trainings.list}.
     *
     * @return the first page
     * @throws ReplicateException if the request fails
     */
    public Page<Training> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * Find the trainings that this account created with a reference, such as those of a create whose
     * {@linkplain OutcomeUnknownException outcome is unknown}.
     *
     * <p>The API cannot search for a reference. The client reads the pages of {@code trainings.list} until the first training
     * that is older than {@code since}. It recognizes a training by the URL of its webhook, which contains the reference: a
     * training that was created without a webhook is not found. A training can be missing from the list for a moment after its
     * create.
     *
     * @param reference the reference, as set on the create
     * @param since earliest time of creation by the clock of Replicate, inclusive; choose a time at least a minute before the
     *     create, because clocks differ
     * @return the trainings, newest first; empty if there are none
     * @throws IllegalArgumentException if the reference is not valid
     * @throws ReplicateException if a request fails
     */
    public List<Training> find(String reference, Instant since) {
        return Blocking.value(this.async.find(reference, since));
    }

    /**
     * Cancel a training: {@code trainings.cancel}. A training in a terminal status does not change.
     *
     * @param id id of the training
     * @return the state of the training after the request
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if the request fails
     */
    public Training cancel(String id) {
        return Blocking.value(this.async.cancel(id));
    }

    /**
     * Wait for the completion of a training, until the deadline of a run (setting {@code run.timeout}). Many trainings
     * take longer: use {@link #await(String, Duration)} for them.
     *
     * @param id id of the training
     * @return the completed training, successful or not
     * @throws IllegalArgumentException if the id is blank
     * @throws DeadlineExceededException if the training does not complete in time
     * @throws ReplicateException if the state of the training cannot be requested
     */
    public Training await(String id) {
        return Blocking.value(this.async.await(id));
    }

    /**
     * Wait for the completion of a training. The training continues if the wait ends early.
     *
     * @param id id of the training
     * @param timeout deadline of the wait, longer than zero
     * @return the completed training, successful or not
     * @throws IllegalArgumentException if the id is blank, or if the timeout is not longer than zero
     * @throws DeadlineExceededException if the training does not complete in time
     * @throws ReplicateException if the state of the training cannot be requested
     */
    public Training await(String id, Duration timeout) {
        return Blocking.value(this.async.await(id, timeout));
    }

    /**
     * Return the states of a training until completion or the deadline of a run (setting {@code run.timeout}), as
     * {@link #updates(String, Duration)}.
     *
     * @param id id of the training
     * @return the current state, each changed state, and finally the completed training, successful or not
     * @throws IllegalArgumentException if the id is blank
     */
    public Stream<Training> updates(String id) {
        return BlockingStreams.updates(this.async.updates(id));
    }

    /**
     * Return the states of a training until completion, with changed status, logs and progress. The state is polled, so
     * intermediate states can be missing. Reading from the stream throws the exceptions of {@link #await(String,
     * Duration)}.
     *
     * @param id id of the training
     * @param timeout deadline of the wait, longer than zero
     * @return the current state, each changed state, and finally the completed training, successful or not; closing the
     *     stream does not cancel the training
     * @throws IllegalArgumentException if the id is blank, or if the timeout is not longer than zero
     */
    public Stream<Training> updates(String id, Duration timeout) {
        return BlockingStreams.updates(this.async.updates(id, timeout));
    }
}
