/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The creates of one prediction that are held by {@code Prefer: wait}. Each gets its response when the output is complete or when
 * its time limit expires, whichever comes first.
 */
final class HeldCreates {

    private final EmulatorClock clock;

    private final Supplier<EmulatedPrediction> prediction;

    private final Map<CompletableFuture<HeldState>, EmulatorClock.Timer> held = new LinkedHashMap<>();

    HeldCreates(EmulatorClock clock, Supplier<EmulatedPrediction> prediction) {
        this.clock = clock;
        this.prediction = prediction;
    }

    /** Hold a create, and return a future of the state for its response. */
    synchronized CompletableFuture<HeldState> hold(Duration timeout) {
        CompletableFuture<HeldState> create = new CompletableFuture<>();
        this.held.put(create, this.clock.schedule(() -> expire(create), timeout));
        return create;
    }

    private void expire(CompletableFuture<HeldState> create) {
        synchronized (this) {
            this.held.remove(create);
        }
        create.complete(HeldState.expired(this.prediction.get()));
    }

    /** Respond to all held creates, and return whether there were any. The caller must not hold a lock. */
    boolean respond(HeldState state) {
        Map<CompletableFuture<HeldState>, EmulatorClock.Timer> released;
        synchronized (this) {
            released = Map.copyOf(this.held);
            this.held.clear();
        }
        released.forEach((create, timer) -> {
            timer.cancel();
            create.complete(state);
        });
        return !released.isEmpty();
    }
}
