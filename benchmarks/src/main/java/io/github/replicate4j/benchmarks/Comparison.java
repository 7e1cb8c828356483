/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Compares variants of the same work. They are measured in turns, so that other load on the machine affects all of them. */
public final class Comparison {

    private final String title;

    private final List<Variant> variants = new ArrayList<>();

    private final List<Measured> results = new ArrayList<>();

    /**
     * Create a comparison.
     *
     * @param title description of the work
     */
    public Comparison(String title) {
        this.title = title;
    }

    /**
     * Add a variant. The first variant is compared with all others.
     *
     * @param name name of the variant
     * @param variant the variant
     * @return this comparison
     */
    public Comparison variant(String name, Variant variant) {
        this.variants.add(variant);
        this.results.add(new Measured(name, new ArrayList<>()));
        return this;
    }

    /**
     * Measure and print a table.
     *
     * @param rounds number of measurements of each variant
     * @throws Exception if a measurement fails
     */
    public void run(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < this.variants.size(); turn++) {
                // Change the order in each round, because the state of the machine differs for the first measurement.
                int next = (round + turn) % this.variants.size();
                Measured result = this.results.get(next);
                System.err.println(this.title + ", round " + (round + 1) + " of " + rounds + ": " + result.name());
                result.rounds().add(this.variants.get(next).measure());
            }
        }
        System.out.println(Table.of(this.title, this.results));
    }

    /** A variant of the work. */
    @FunctionalInterface
    public interface Variant {

        /**
         * Measure the work.
         *
         * @return measured figures
         * @throws Exception if the work fails
         */
        Figures measure() throws Exception;
    }
}
