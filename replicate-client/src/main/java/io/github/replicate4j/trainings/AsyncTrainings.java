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
import io.github.replicate4j.paging.AsyncPage;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Trainings, reactive. Errors come through the {@link Mono}; arguments are refused at once, but for an input that cannot
 * be written as JSON, which is only known when it is.
 *
 * @see Trainings
 */
public interface AsyncTrainings {

    /**
     * Creates a training: {@code trainings.create}.
     *
     * @param model {@code owner/name} of the model that trains
     * @param versionId id of the version that trains
     * @param request what it is created from
     * @return the training as it was created
     * @throws IllegalArgumentException if the name is of another form or the id is blank
     * @see Trainings#create(String, String, TrainingRequest)
     */
    Mono<Training> create(String model, String versionId, TrainingRequest request);

    /**
     * Creates a training: {@code trainings.create}.
     *
     * @param model {@code owner/name} of the model that trains
     * @param versionId id of the version that trains
     * @param request fills the request
     * @return the training as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @see Trainings#create(String, String, Consumer)
     */
    default Mono<Training> create(String model, String versionId, Consumer<TrainingRequest.Builder> request) {
        return create(model, versionId, TrainingRequest.of(request));
    }

    /**
     * Gets a training: {@code trainings.get}.
     *
     * @param id id of the training
     * @return the training as it stands
     * @throws IllegalArgumentException if the id is blank
     * @see Trainings#get(String)
     */
    Mono<Training> get(String id);

    /**
     * Lists the trainings of the account, newest first: {@code trainings.list}.
     *
     * @return the first page
     * @see Trainings#list()
     */
    Mono<AsyncPage<Training>> list();

    /**
     * Cancels a training: {@code trainings.cancel}.
     *
     * @param id id of the training
     * @return the training as it stands then
     * @throws IllegalArgumentException if the id is blank
     * @see Trainings#cancel(String)
     */
    Mono<Training> cancel(String id);

    /**
     * Waits until a training has ended, as long as a {@code run} may take.
     *
     * @param id id of the training
     * @return the training as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     * @see Trainings#await(String)
     */
    Mono<Training> await(String id);

    /**
     * Waits until a training has ended. To stop waiting does not stop the training.
     *
     * @param id id of the training
     * @param timeout how long to wait
     * @return the training as it ended, well or not; {@link DeadlineExceededException} if it did not in time
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     * @see Trainings#await(String, Duration)
     */
    Mono<Training> await(String id, Duration timeout);

    /**
     * Tells what changes until a training has ended, as long as a {@code run} may take.
     *
     * @param id id of the training
     * @return the training at first, each time it has changed, and at last as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     * @see Trainings#updates(String)
     */
    Flux<Training> updates(String id);

    /**
     * Tells what changes until a training has ended. To cancel does not stop the training.
     *
     * @param id id of the training
     * @param timeout how long to wait
     * @return the training at first, each time it has changed, and at last as it ended, well or not
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     * @see Trainings#updates(String, Duration)
     */
    Flux<Training> updates(String id, Duration timeout);
}
