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
import java.util.List;

/**
 * Upload and download of a 100 MiB file with a heap of 64 MiB.
 *
 * @since 0.1.0
 */
public final class Files implements Benchmark {

    @Override
    public void run(Settings settings) throws Exception {
        try (Program server = Program.java(FixedServer.class)) {
            String origin = server.ready();
            new Comparison("100 MiB with -Xmx64m")
                    .variant("replicate4j", () -> measure(origin, "replicate4j"))
                    .variant("WebClient by hand", () -> measure(origin, "by-hand"))
                    .run(settings.rounds());
        }
    }

    private static Figures measure(String origin, String variant) throws Exception {
        List<String> options = List.of("-Xmx64m", "-cp", System.getProperty("java.class.path"));
        try (Program program = Program.java(options, FilesProgram.class, origin, variant)) {
            return program.figures();
        }
    }
}
