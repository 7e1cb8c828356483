/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.paging.AsyncPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reactive operations on predictions. Methods throw an {@link IllegalArgumentException} immediately for an invalid
 * argument; an input that cannot be written as JSON is detected only on subscription and, like all other errors,
 * signaled by the publisher.
 *
 * @since 0.1.0
 * @see Predictions
 */
public interface AsyncPredictions {

    /**
     * Create a prediction: {@code predictions.create}.
     *
     * @see Predictions#create(PredictionRequest)
     */
    Mono<Prediction> create(PredictionRequest request);

    /**
     * Create a prediction: {@code predictions.create}.
     *
     * @see Predictions#create(Consumer)
     */
    default Mono<Prediction> create(Consumer<PredictionRequest.Builder> request) {
        return create(PredictionRequest.of(request));
    }

    /**
     * Get a prediction: {@code predictions.get}.
     *
     * @see Predictions#get(String)
     */
    Mono<Prediction> get(String id);

    /**
     * List the predictions of the account, newest first: {@code predictions.list}.
     *
     * @see Predictions#list()
     */
    Mono<AsyncPage<Prediction>> list();

    /**
     * List predictions of the account, newest first: {@code predictions.list}.
     *
     * @see Predictions#list(PredictionListRequest)
     */
    Mono<AsyncPage<Prediction>> list(PredictionListRequest request);

    /**
     * List predictions of the account, newest first: {@code predictions.list}.
     *
     * @see Predictions#list(Consumer)
     */
    default Mono<AsyncPage<Prediction>> list(Consumer<PredictionListRequest.Builder> request) {
        return list(PredictionListRequest.of(request));
    }

    /**
     * Find the predictions with a reference, newest first: {@code predictions.list}.
     *
     * @see Predictions#find(String, Instant)
     */
    Mono<List<Prediction>> find(String reference, Instant since);

    /**
     * Cancel a prediction: {@code predictions.cancel}.
     *
     * @see Predictions#cancel(String)
     */
    Mono<Prediction> cancel(String id);

    /**
     * Wait for the completion of a prediction.
     *
     * @see Predictions#await(String)
     */
    Mono<Prediction> await(String id);

    /**
     * Wait for the completion of a prediction; cancelling the subscription does not cancel the prediction.
     *
     * @see Predictions#await(String, Duration)
     */
    Mono<Prediction> await(String id, Duration timeout);

    /**
     * Return the logs of a prediction; {@code predictions.get} if it was read from a list, which omits them.
     *
     * @see Predictions#logs(Prediction)
     */
    default Mono<String> logs(Prediction prediction) {
        return prediction.hasLogs()
                ? Mono.just(prediction.logs())
                : get(prediction.id()).map(Prediction::logs);
    }

    /**
     * Emit each change of a prediction until completion.
     *
     * @see Predictions#updates(String)
     */
    Flux<Prediction> updates(String id);

    /**
     * Emit each change of a prediction until completion; cancelling the subscription does not cancel the prediction.
     *
     * @see Predictions#updates(String, Duration)
     */
    Flux<Prediction> updates(String id, Duration timeout);

    /**
     * Stream the text output of a prediction.
     *
     * @see Predictions#stream(String)
     */
    Flux<String> stream(String id);

    /**
     * Stream the text output of a prediction.
     *
     * @see Predictions#stream(Prediction)
     */
    Flux<String> stream(Prediction prediction);

    /**
     * Stream the files in the output of a prediction.
     *
     * @see Predictions#streamFiles(String)
     */
    Flux<AsyncFileOutput> streamFiles(String id);

    /**
     * Stream the files in the output of a prediction.
     *
     * @see Predictions#streamFiles(Prediction)
     */
    Flux<AsyncFileOutput> streamFiles(Prediction prediction);

    /**
     * Stream the events of a prediction.
     *
     * @see Predictions#streamEvents(String)
     */
    Flux<StreamEvent> streamEvents(String id);

    /**
     * Stream the events of a prediction.
     *
     * @see Predictions#streamEvents(Prediction)
     */
    Flux<StreamEvent> streamEvents(Prediction prediction);
}
