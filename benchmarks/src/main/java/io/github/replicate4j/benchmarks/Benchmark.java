/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

/**
 * A benchmark that can be run by name.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Benchmark {

    /**
     * Measure and print tables.
     *
     * @param settings settings
     * @throws Exception if the benchmark fails
     */
    void run(Settings settings) throws Exception;
}
