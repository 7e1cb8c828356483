/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.trainings;

import io.github.replicate4j.paging.AsyncPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link Trainings}. Methods check their arguments when they are called. All other errors,
 * including an input that cannot be written as JSON, are signaled through the {@link Mono} or {@link Flux}.
 *
 * @since 0.1.0
 */
public interface AsyncTrainings {

    /**
     * Create a training: {@code trainings.create}.
     *
     * @see Trainings#create(String, String, TrainingRequest)
     */
    Mono<Training> create(String model, String versionId, TrainingRequest request);

    /**
     * Create a training: {@code trainings.create}.
     *
     * @see Trainings#create(String, String, Consumer)
     */
    default Mono<Training> create(String model, String versionId, Consumer<TrainingRequest.Builder> request) {
        return create(model, versionId, TrainingRequest.of(request));
    }

    /**
     * Return a training: {@code trainings.get}.
     *
     * @see Trainings#get(String)
     */
    Mono<Training> get(String id);

    /**
     * List the trainings of the account, newest first: {@code trainings.list}.
     *
     * @see Trainings#list()
     */
    Mono<AsyncPage<Training>> list();

    /**
     * Find the trainings with a reference, newest first: {@code trainings.list}.
     *
     * @see Trainings#find(String, Instant)
     */
    Mono<List<Training>> find(String reference, Instant since);

    /**
     * Cancel a training: {@code trainings.cancel}.
     *
     * @see Trainings#cancel(String)
     */
    Mono<Training> cancel(String id);

    /**
     * Wait for the completion of a training, until the deadline of a run.
     *
     * @see Trainings#await(String)
     */
    Mono<Training> await(String id);

    /**
     * Wait for the completion of a training; cancelling the subscription does not cancel the training.
     *
     * @see Trainings#await(String, Duration)
     */
    Mono<Training> await(String id, Duration timeout);

    /**
     * Return the states of a training until completion or the deadline of a run.
     *
     * @see Trainings#updates(String)
     */
    Flux<Training> updates(String id);

    /**
     * Return the states of a training until completion; cancelling the subscription does not cancel the training.
     *
     * @see Trainings#updates(String, Duration)
     */
    Flux<Training> updates(String id, Duration timeout);
}
