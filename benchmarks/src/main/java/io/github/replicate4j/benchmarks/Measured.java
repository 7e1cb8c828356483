/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.util.List;

/**
 * The results of a variant.
 *
 * @param name name of the variant
 * @param rounds its figures in each round or turn
 */
record Measured(String name, List<Figures> rounds) {

    /** Return a figure in each round; NaN for a round without the figure. */
    double[] figures(String figure) {
        return this.rounds.stream().mapToDouble(round -> round.value(figure)).toArray();
    }
}
