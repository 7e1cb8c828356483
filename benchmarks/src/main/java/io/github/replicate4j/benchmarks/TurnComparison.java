/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares programs that work in turns of one second. The speed of a shared machine changes from minute to minute, so that only
 * turns that follow each other can be compared.
 *
 * @since 0.1.0
 */
public final class TurnComparison {

    private static final int SECONDS_PER_TURN = 1;

    private final String title;

    private final List<Start> starts = new ArrayList<>();

    private final List<Measured> results = new ArrayList<>();

    /**
     * Create a comparison.
     *
     * @param title description of the work
     */
    public TurnComparison(String title) {
        this.title = title;
    }

    /**
     * Add a program. The first program is compared with all others.
     *
     * @param name name of the variant
     * @param start starts a program that calls {@link Turns#serve}
     * @return this comparison
     */
    public TurnComparison program(String name, Start start) {
        this.starts.add(start);
        this.results.add(new Measured(name, new ArrayList<>()));
        return this;
    }

    /**
     * Measure and print a table. Each round starts the programs again, because JIT compilation differs between JVMs.
     *
     * @param settings the number of rounds, and the seconds of warm-up and measurement of each program in a round
     * @throws IOException if a program fails
     */
    public void run(Settings settings) throws IOException {
        for (int round = 0; round < settings.rounds(); round++) {
            System.err.println(this.title + ", round " + (round + 1) + " of " + settings.rounds());
            measure(settings);
        }
        System.out.println(Table.of(this.title, this.results));
    }

    private void measure(Settings settings) throws IOException {
        List<Program> programs = new ArrayList<>();
        try {
            for (Start start : this.starts) {
                Program program = start.start();
                programs.add(program);
                program.ready();
            }
            // Warm up in turns as well: a process that waits longer than others between warm-up and measurement is
            // slower.
            for (int turn = 0; turn < settings.warmUp() + settings.seconds(); turn++) {
                for (int place = 0; place < programs.size(); place++) {
                    int next = (turn + place) % programs.size();
                    Figures figures = programs.get(next).work(SECONDS_PER_TURN);
                    if (turn >= settings.warmUp()) {
                        this.results.get(next).rounds().add(figures);
                    }
                }
            }
        } finally {
            programs.forEach(Program::close);
        }
    }

    /** Starts a program. */
    @FunctionalInterface
    public interface Start {

        /**
         * Start the program.
         *
         * @return the program
         * @throws IOException if it cannot be started
         */
        Program start() throws IOException;
    }
}
