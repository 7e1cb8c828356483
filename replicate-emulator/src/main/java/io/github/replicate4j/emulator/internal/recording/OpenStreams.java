/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The streams that are being recorded.
 */
final class OpenStreams {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Set<EventRecorder> recorders = ConcurrentHashMap.newKeySet();

    void add(EventRecorder recorder) {
        this.recorders.add(recorder);
        recorder.ended().whenComplete((saved, ex) -> this.recorders.remove(recorder));
    }

    /** End the recordings, and wait until they are saved. */
    void close() {
        CompletableFuture<?>[] open =
                this.recorders.stream().map(recorder -> recorder.end(false)).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(open)
                // A recording that could not be saved has been logged.
                .exceptionally(ex -> null)
                .completeOnTimeout(null, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
