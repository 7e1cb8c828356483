/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.capacity;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.benchmarks.server.LiveServer;
import io.github.replicate4j.benchmarks.server.Wire;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Flux;

/** Creates predictions that complete at given times. */
final class PredictionLoad {

    private static final int CONCURRENT_CREATES = 50;

    private static final Duration NEVER = Duration.ofHours(2);

    private final AsyncReplicate replicate;

    PredictionLoad(AsyncReplicate replicate) {
        this.replicate = replicate;
    }

    /**
     * Create predictions.
     *
     * @param endsAt time at which all of them complete, in milliseconds since 1970, or 0 if they do not complete
     */
    Flux<Prediction> create(int count, long endsAt) {
        return create(count, endsAt, CONCURRENT_CREATES);
    }

    Flux<Prediction> create(int count, long endsAt, int concurrency) {
        long end = endsAt > 0 ? endsAt : System.currentTimeMillis() + NEVER.toMillis();
        return create(count, end, 0, concurrency);
    }

    Flux<Prediction> createAndAwait(int count, long endsAt) {
        return create(count, endsAt)
                .flatMap(each -> this.replicate.predictions().await(each.id()), count);
    }

    /**
     * Create predictions that complete one after the other, but not in the order of creation.
     *
     * @param first time of the first completion, in milliseconds since 1970
     * @param seconds time in which all of them complete
     */
    Flux<Prediction> createCompleting(int count, long first, int seconds) {
        return create(count, first, seconds, CONCURRENT_CREATES);
    }

    private Flux<Prediction> create(int count, long first, int seconds, int concurrency) {
        return Flux.range(0, count)
                .flatMap(
                        index -> this.replicate
                                .predictions()
                                .create(request -> request.version(Wire.VERSION)
                                        .input(Map.of("ends_at", LiveServer.endsAt(first, index, count, seconds)))),
                        concurrency);
    }
}
