/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The turns of a program, which works whenever {@link Program#work} requests it.
 *
 * @since 0.1.0
 */
public final class Turns {

    private Turns() {}

    /**
     * Work in each turn and print its figures. Exit when standard input is closed.
     *
     * @param work the work
     */
    public static void serve(Work work) {
        Program.measure(() -> {
            BufferedReader turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            Program.printReady("");
            for (String seconds = turns.readLine(); seconds != null; seconds = turns.readLine()) {
                Program.print(measure(work, Duration.ofSeconds(Long.parseLong(seconds))));
                Program.printReady("");
            }
            return Figures.NONE;
        });
    }

    private static Figures measure(Work work, Duration time) throws Exception {
        long cpu = Jvm.cpuNanos();
        long allocated = Jvm.allocatedBytes();
        long start = System.nanoTime();
        double count = work.repeat(time);
        double seconds = (System.nanoTime() - start) / 1e9;
        return Figures.of("per second", count / seconds)
                .and("CPU us each", (Jvm.cpuNanos() - cpu) / 1e3 / count)
                .and("bytes allocated each", (Jvm.allocatedBytes() - allocated) / count);
    }

    /** Work that can be repeated. */
    @FunctionalInterface
    public interface Work {

        /**
         * Repeat the work.
         *
         * @param time duration after which no new work is started
         * @return number of operations
         * @throws Exception if the work fails
         */
        long repeat(Duration time) throws Exception;
    }
}
