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

/** Ways to do the same work, measured in turns, so that whatever else the machine does befalls all of them. */
public final class Comparison {

    private final String title;

    private final List<Measured> ways = new ArrayList<>();

    /**
     * Begins a comparison.
     *
     * @param title the work
     */
    public Comparison(String title) {
        this.title = title;
    }

    /**
     * Adds a way. The first one is compared with all others.
     *
     * @param name its name
     * @param way measures it
     * @return this comparison
     */
    public Comparison way(String name, Way way) {
        this.ways.add(new Measured(name, way, new ArrayList<>()));
        return this;
    }

    /**
     * Measures, and prints the table.
     *
     * @param rounds how many times each way is measured
     * @throws Exception what a way has thrown
     */
    public void run(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < this.ways.size(); turn++) {
                // Whoever begins finds the machine in another state than the others: it is not always the same one.
                Measured next = this.ways.get((round + turn) % this.ways.size());
                System.err.println(this.title + ", round " + (round + 1) + " of " + rounds + ": " + next.name());
                next.rounds().add(next.way().measure());
            }
        }
        System.out.println(Table.of(this.title, this.ways));
    }

    /** Does the work. */
    @FunctionalInterface
    public interface Way {

        /**
         * Does the work for a while.
         *
         * @return how that went
         * @throws Exception if it did not go well
         */
        Figures measure() throws Exception;
    }

    /**
     * A way, and how it went so far.
     *
     * @param name its name
     * @param way measures it
     * @param rounds what was measured, round by round
     */
    record Measured(String name, Way way, List<Figures> rounds) {

        double[] figures(String name) {
            return this.rounds.stream().mapToDouble(round -> round.value(name)).toArray();
        }
    }
}
