/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures the lag between events and their notifications.
 *
 * @since 0.1.0
 */
public final class Lags {

    private final List<Long> micros = Collections.synchronizedList(new ArrayList<>());

    /**
     * Record an event whose notification arrives now.
     *
     * @param happened time of the event by the clock of this machine
     */
    public void since(Instant happened) {
        this.micros.add(Duration.between(happened, Instant.now()).toNanos() / 1_000);
    }

    /**
     * Return the number of recorded events.
     *
     * @return 0 or more
     */
    public int count() {
        return this.micros.size();
    }

    /**
     * Return the lags.
     *
     * @return median and 99th percentile
     */
    public Figures figures() {
        List<Long> sorted = new ArrayList<>(this.micros);
        Collections.sort(sorted);
        return Figures.of("lag ms, median", sorted.get(sorted.size() / 2) / 1e3)
                .and("lag ms, p99", sorted.get((int) (sorted.size() * 0.99)) / 1e3);
    }
}
