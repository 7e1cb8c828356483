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
import io.github.replicate4j.benchmarks.server.LiveServer;

/**
 * Concurrent streams, a thousand by default, whose output tokens arrive at the pace of a model.
 *
 * @since 0.1.0
 */
public final class Streams implements Benchmark {

    @Override
    public void run(Settings settings) throws Exception {
        new Comparison(settings.streams() + " streams")
                .variant("replicate4j", () -> measure("replicate4j", settings))
                .variant("Spring's reader", () -> measure("spring", settings))
                .run(settings.rounds());
    }

    private static Figures measure(String variant, Settings settings) throws Exception {
        try (Program server = Program.java(LiveServer.class);
                Program caller = Program.java(StreamsProgram.class, server.ready(), variant, settings.streams())) {
            return caller.figures();
        }
    }
}
