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

package io.github.replicate4j.trainings;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Trainings: they make new versions of models.
 *
 * <p>What goes wrong is thrown as a {@link ReplicateException}; what would go wrong anyway is refused with an
 * {@link IllegalArgumentException} before anything is sent.
 */
public final class Trainings {

    private final AsyncTrainings async;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param async does the work
     */
    public Trainings(AsyncTrainings async) {
        this.async = async;
    }

    /**
     * Creates a training and returns at once: {@code trainings.create}.
     *
     * <p>The request is sent once. It is repeated only if it never left this machine, or if Replicate turned it away with
     * 429. If the thread is interrupted meanwhile, the training is cancelled as soon as its id is known.
     *
     * @param model {@code owner/name} of the model that trains
     * @param versionId id of the version that trains
     * @param request what it is created from
     * @return the training as it was created
     * @throws IllegalArgumentException if the name is of another form or the id is blank
     * @throws NotFoundException if there is no such version, or no such destination
     * @throws OutcomeUnknownException if no answer settles it, so that the training may run all the same
     * @throws ReplicateException if it was not created
     */
    public Training create(String model, String versionId, TrainingRequest request) {
        return Blocking.value(this.async.create(model, versionId, request), AbandonableCreates.handler(this.async));
    }

    /**
     * Creates a training, as {@link #create(String, String, TrainingRequest)}.
     *
     * @param model {@code owner/name} of the model that trains
     * @param versionId id of the version that trains
     * @param request fills the request
     * @return the training as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @throws NotFoundException if there is no such version, or no such destination
     * @throws OutcomeUnknownException if no answer settles it, so that the training may run all the same
     * @throws ReplicateException if it was not created
     */
    public Training create(String model, String versionId, Consumer<TrainingRequest.Builder> request) {
        return Blocking.value(this.async.create(model, versionId, request), AbandonableCreates.handler(this.async));
    }

    /**
     * Gets a training: {@code trainings.get}.
     *
     * @param id id of the training
     * @return the training as it stands
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if it cannot be had
     */
    public Training get(String id) {
        return Blocking.value(this.async.get(id));
    }

    /**
     * Lists the trainings of the account, newest first: {@code trainings.list}.
     *
     * @return the first page, which leads to the others
     * @throws ReplicateException if it cannot be had
     */
    public Page<Training> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * Cancels a training: {@code trainings.cancel}. One that has ended already stays as it is.
     *
     * @param id id of the training
     * @return the training as it stands then
     * @throws IllegalArgumentException if the id is blank
     * @throws ReplicateException if it could not be cancelled
     */
    public Training cancel(String id) {
        return Blocking.value(this.async.cancel(id));
    }

    /**
     * Waits until a training has ended, as long as a {@code run} may take. Many trainings take longer: give them a
     * time-out of their own.
     *
     * @param id id of the training
     * @return the training as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     * @throws DeadlineExceededException if it did not end in time
     * @throws ReplicateException if it cannot be watched
     */
    public Training await(String id) {
        return Blocking.value(this.async.await(id));
    }

    /**
     * Waits until a training has ended. To stop waiting does not stop the training.
     *
     * @param id id of the training
     * @param timeout how long to wait
     * @return the training as it ended, well or not
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     * @throws DeadlineExceededException if it did not end in time
     * @throws ReplicateException if it cannot be watched
     */
    public Training await(String id, Duration timeout) {
        return Blocking.value(this.async.await(id, timeout));
    }

    /**
     * Tells what changes until a training has ended, as {@link #updates(String, Duration)}, as long as a {@code run} may
     * take.
     *
     * @param id id of the training
     * @return the training at first, each time it has changed, and at last as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     */
    public Stream<Training> updates(String id) {
        return Blocking.updates(this.async.updates(id));
    }

    /**
     * Tells what changes until a training has ended: its status, its logs and the progress they tell. It is asked
     * for from time to time, so not every step shows. Reading throws what {@link #await(String, Duration)} throws.
     *
     * @param id id of the training
     * @param timeout how long to wait
     * @return the training at first, each time it has changed, and at last as it ended, well or not; to close the stream
     *     does not stop the training
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     */
    public Stream<Training> updates(String id, Duration timeout) {
        return Blocking.updates(this.async.updates(id, timeout));
    }
}
