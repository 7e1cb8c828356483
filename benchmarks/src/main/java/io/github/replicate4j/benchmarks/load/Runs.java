/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.benchmarks.Benchmark;
import io.github.replicate4j.benchmarks.Comparison;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.JavaScript;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.Python;
import io.github.replicate4j.benchmarks.Settings;
import io.github.replicate4j.benchmarks.server.HoldingServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs models whose creates are held, for each of the three responses to such a create. All clients request a hold of one second.
 *
 * @since 0.1.0
 */
public final class Runs implements Benchmark {

    /** Times until the output is complete, in milliseconds. */
    private record Case(String title, String model, int shortest, int longest, int runsPerSecond, int concurrency) {}

    private static final List<Case> CASES = List.of(
            new Case("completed within the hold", "acme/text", 20, 20, 40, 1),
            new Case("all files within the hold, completed 100 ms later", "acme/files", 20, 20, 40, 1),
            new Case("completed up to 2 s after the hold", "acme/text", 1_010, 3_000, 4, 8));

    @Override
    public void run(Settings settings) throws Exception {
        Path javaScript = JavaScript.install();
        Path python = Python.find();
        try (Program server = Program.java(HoldingServer.class)) {
            String origin = server.ready();
            for (Case each : CASES) {
                compare(each, javaScript, python, settings, origin);
            }
        }
    }

    private static void compare(
            Case test, @Nullable Path javaScript, @Nullable Path python, Settings settings, String origin)
            throws Exception {
        Object[] numbers = {
            test.shortest(),
            test.longest(),
            settings.warmUp() * test.runsPerSecond(),
            settings.seconds() * test.runsPerSecond(),
            test.concurrency()
        };
        Comparison comparison = new Comparison("run: " + test.title())
                .variant("replicate4j", () -> figures(java("replicate4j", test, origin, numbers)))
                .variant("WebClient by hand", () -> figures(java("by-hand", test, origin, numbers)));
        Object[] arguments = arguments(List.of(origin, test.model()), numbers);
        if (javaScript != null) {
            comparison.variant(
                    "replicate for JavaScript",
                    () -> figures(Program.start(javaScript, List.of("node", "run.js"), arguments)));
        }
        if (python != null) {
            comparison.variant(
                    "replicate for Python",
                    () -> figures(Program.start(python, List.of("python3", "run.py"), arguments)));
        }
        comparison.run(settings.rounds());
    }

    private static Program java(String client, Case test, String origin, Object... numbers) throws IOException {
        return Program.java(RunProgram.class, arguments(List.of(origin, client, test.model()), numbers));
    }

    private static Object[] arguments(List<Object> first, Object... numbers) {
        Object[] all = new Object[first.size() + numbers.length];
        System.arraycopy(first.toArray(), 0, all, 0, first.size());
        System.arraycopy(numbers, 0, all, first.size(), numbers.length);
        return all;
    }

    private static Figures figures(Program program) throws IOException, InterruptedException {
        try (program) {
            return program.figures();
        }
    }
}
