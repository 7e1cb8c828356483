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

package io.github.replicate4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares ways to do the same work. They are measured in turns, so that other load on the machine affects all of them.
 *
 * @since 0.1.0
 */
public final class Comparison {

    private final String title;

    private final List<Measured> ways = new ArrayList<>();

    /**
     * Create a comparison.
     *
     * @param title description of the work
     */
    public Comparison(String title) {
        this.title = title;
    }

    /**
     * Add a way to do the work. The first one is compared with all others.
     *
     * @param name name of the way
     * @param way measurement
     * @return this comparison
     */
    public Comparison way(String name, Way way) {
        this.ways.add(new Measured(name, way, new ArrayList<>()));
        return this;
    }

    /**
     * Measure and print a table.
     *
     * @param rounds number of measurements of each way
     * @throws Exception if a measurement fails
     */
    public void run(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < this.ways.size(); turn++) {
                // Change the order in each round, because the first measurement finds the machine in a different state.
                Measured next = this.ways.get((round + turn) % this.ways.size());
                System.err.println(this.title + ", round " + (round + 1) + " of " + rounds + ": " + next.name());
                next.rounds().add(next.way().measure());
            }
        }
        System.out.println(Table.of(this.title, this.ways));
    }

    /**
     * A way to do the work.
     *
     * @since 0.1.0
     */
    @FunctionalInterface
    public interface Way {

        /**
         * Measure the work.
         *
         * @return measured figures
         * @throws Exception if the work fails
         */
        Figures measure() throws Exception;
    }

    /**
     * A way to do the work, with its results.
     *
     * @param name name of the way
     * @param way measurement
     * @param rounds results of the rounds
     */
    record Measured(String name, Way way, List<Figures> rounds) {

        double[] figures(String name) {
            return this.rounds.stream().mapToDouble(round -> round.value(name)).toArray();
        }
    }
}
