/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.benchmarks.Benchmark;
import io.github.replicate4j.benchmarks.Comparison;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.Settings;
import io.github.replicate4j.benchmarks.server.FixedServer;
import java.io.IOException;
import java.util.List;

/**
 * Makes the first calls of a new process, one after the other, before their code is compiled.
 *
 * @since 0.1.0
 */
public final class ColdCalls implements Benchmark {

    private static final int CALLS = 1_000;

    @Override
    public void run(Settings settings) throws Exception {
        try (Program server = Program.java(FixedServer.class)) {
            String origin = server.ready();
            for (String kind : List.of("get", "create")) {
                // Not the first calls of the server.
                figures(origin, "by-hand", kind, 10 * CALLS);
                new Comparison("first " + CALLS + " calls of a process: " + kind)
                        .variant("replicate4j", () -> figures(origin, "replicate4j", kind, CALLS))
                        .variant("WebClient by hand", () -> figures(origin, "by-hand", kind, CALLS))
                        .run(settings.rounds());
            }
        }
    }

    private static Figures figures(String origin, String client, String kind, int calls)
            throws IOException, InterruptedException {
        try (Program program = Program.java(ColdCallsProgram.class, origin, client, kind, calls)) {
            return program.figures();
        }
    }
}
